function f() {
  return [...arguments, ...[].slice.call(arguments, 1)];
}
console.log(f(1, 2), f(...[3], ...f(4)));
function g() {
  return f(...arguments);
}
console.log(g("a", "b"));
const h = (...a) => Math.max(...a);
console.log(h(1, 3, 2), h());
