function f(a) {
  (() => {
    arguments[0] = 5;
    arguments.length = 0;
  })();
  return [a, arguments.length];
}
console.log(f(1, 2));
function g() {
  const set = () => (arguments = "replaced");
  set();
  return arguments;
}
console.log(g(1));
