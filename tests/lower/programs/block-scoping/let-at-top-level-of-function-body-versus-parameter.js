function f(a, get = () => a) {
  var a = "var";
  return [a, get()];
}
console.log(f("param"));
function g(a, get = () => a) {
  var a;
  const before = a;
  a = "changed";
  return [before, a, get()];
}
console.log(g("param"));
