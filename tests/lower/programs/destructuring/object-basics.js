const { a, b: renamed, c = 3, d: { e, f = 6 } = {}, "g-h": g, 7: seven, ...rest } = {
  a: 1,
  b: 2,
  d: { e: 5 },
  "g-h": 8,
  7: 9,
  z: 26,
  y: 25,
};
console.log(a, renamed, c, e, f, g, seven, rest);
const { length, [0]: first, constructor } = "str";
console.log(length, first, constructor === String);
const { toFixed } = 5;
console.log(typeof toFixed);
