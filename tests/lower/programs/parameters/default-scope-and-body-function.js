function f(a = () => typeof inner, b = a()) {
  function inner() {}
  return [b, typeof inner];
}
var inner = 1;
console.log(f());
function g(h = () => "parameter", k = () => h()) {
  function h() {
    return "body";
  }
  return [h(), k()];
}
console.log(g());
