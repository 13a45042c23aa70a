const a = [1, 2];
a[Symbol.isConcatSpreadable] = false;
console.log([0, ...a].length, [0].concat(a).length);
const odd = { length: 2, 0: "x", 1: "y", [Symbol.isConcatSpreadable]: true };
console.log([odd, ...a].length, [...a, odd][2] === odd);
