function f(a, b, c, d, e, ...rest) {
  return a + b + c + d + e + rest.reduce((x, y) => x + y, 0);
}
console.log(f(1, 2, 3, 4, 5, 6, 7));
console.log(f.apply(null, Array.from({ length: 200 }, (_, i) => i)));
