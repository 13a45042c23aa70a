function f(a, ...rest) {
  rest[0] = "changed";
  arguments[1] = "other";
  a = "a";
  return [arguments[0], arguments[1], rest[0]];
}
console.log(f(1, 2));
const keep = [];
function g(...rest) {
  keep.push(rest);
}
g(1);
g(1);
console.log(keep[0] === keep[1], keep);
