function f() {
  var arguments;
  return typeof arguments;
}
function g() {
  let arguments;
  return typeof arguments;
}
function h() {
  var arguments = 3;
  return (() => arguments)();
}
console.log(f(), g(), h());
