function f(a, set = (v) => (a = v)) {
  set(2);
  return a;
}
console.log(f(1));
function g(a, b = () => a) {
  a = "changed";
  return b();
}
console.log(g("x"));
