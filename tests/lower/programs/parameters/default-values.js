function f(a, b = 2, c = a + b) {
  return [a, b, c];
}
console.log(f(1), f(1, 5), f(1, undefined, 9), f(1, null, 0));
console.log(((x = "d") => x)(), ((x = "d") => x)(false));
