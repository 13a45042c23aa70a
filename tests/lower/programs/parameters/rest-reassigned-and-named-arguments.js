function f(...rest) {
  rest = rest.slice(1);
  return rest;
}
console.log(f(1, 2, 3));
const g = (...args) => {
  const arguments_ = args;
  return arguments_.length;
};
console.log(g(1, 2));
function h(first, ...rest) {
  {
    let rest = "shadow";
    first += rest;
  }
  return [first, rest[0], rest.length];
}
console.log(h("a", "b", "c"));
