function f(arguments) {
  return arguments;
}
console.log(f(7));
function g(a, arguments = a) {
  return arguments;
}
console.log(g(8));
const h = (x) => {
  var arguments = x;
  return arguments;
};
console.log(h(9));
