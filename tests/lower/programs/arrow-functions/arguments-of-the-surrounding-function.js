function f() {
  const a = () => arguments;
  const b = (x) => () => arguments.length + x;
  return [a(9, 9)[0], a() === arguments, b(10)(1, 2, 3)];
}
console.log(f("first", "second"));
function g(n) {
  if (n === 0) return () => arguments[0];
  return [g(n - 1)(), (() => arguments[0])()];
}
console.log(g(1));
