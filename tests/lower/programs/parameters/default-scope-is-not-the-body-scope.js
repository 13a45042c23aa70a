var x = "outer";
function f(get = () => x) {
  var x = "body";
  return get() + x;
}
console.log(f());
function g(y, set = (v) => (y = v), get = () => y) {
  var y;
  set("set by closure");
  const first = y;
  y = "body";
  return [first, y, get()];
}
console.log(g("argument"));
function h(z, get = () => z) {
  var z = "body";
  return [z, get()];
}
console.log(h("argument"));
