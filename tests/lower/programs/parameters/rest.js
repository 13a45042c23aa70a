function f(a, ...rest) {
  return [a, rest, Array.isArray(rest), arguments.length];
}
console.log(f(), f(1), f(1, 2, 3));
const g = (...all) => all.length;
console.log(g(), g(undefined), g(1, 2));
function h(...[a, b = "d", ...c]) {
  return [a, b, c];
}
console.log(h(1), h(1, 2, 3, 4));
function k(...{ length, 0: first }) {
  return [length, first];
}
console.log(k("x", "y"));
