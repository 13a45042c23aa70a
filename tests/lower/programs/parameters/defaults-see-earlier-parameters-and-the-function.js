function f(a, b = a * 2, c = () => a + b, d = f.name, e = arguments.length) {
  return [a, b, c(), d, e];
}
console.log(f(1), f(1, 3));
console.log((function g(a = typeof g) { return a; })());
