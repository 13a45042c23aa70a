function f(a, b, a) {
  return [a, b, arguments.length];
}
console.log(f(1, 2, 3), f(1, 2));
function g(x, x) {
  const h = () => x;
  return h();
}
console.log(g("first", "second"));
