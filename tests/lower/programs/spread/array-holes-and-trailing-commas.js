const h = [, 1, ,];
const s = [...h, , 2, ...[,]];
console.log(h.length, s.length, 0 in s, 3 in s, s);
console.log([, ...[1]].length, 0 in [, ...[1]]);
