const a = [1, 2];
const push = (v) => (a.push(v), v);
console.log([...a, push(3), ...a]);
const f = (...x) => x.length;
console.log(f(...a, push(4), ...a));
