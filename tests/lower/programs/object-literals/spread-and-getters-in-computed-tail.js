let n = 0;
const o = { a: n++, [`k${n}`]: n++, ...{ s: n++ }, get g() { return n; }, m() { return ++n; }, last: n++ };
console.log(o.k1, o.s, o.g, o.m(), o.g, o.last, Object.keys(o).join());
