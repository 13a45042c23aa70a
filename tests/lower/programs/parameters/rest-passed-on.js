const f = (...a) => Math.max(...a);
function g(...a) {
  return f(...a) + a.length + a[0];
}
function h(...a) {
  return a[0]();
}
function k(...a) {
  const q = () => f(...a);
  return q() + new Array(...a).length;
}
function m(a, ...b) {
  return f(...b) + f(a, ...b);
}
function n(...a) {
  return [a.length, (arguments[0] = 5), a[0]];
}
function o(...a) {
  a[0] = 3;
  return arguments[0];
}
function p(...a) {
  return a.map((x) => x);
}
function q(...a) {
  return a[a.length - 1];
}
console.log(
  f(1, 2),
  g(3, 1),
  h(function () {
    return Array.isArray(this);
  }),
  k(1, 2),
  m(1, 2, 3),
  n(1),
  o(1),
  p(1, 2),
  q(4, 5),
  q(),
);
function e(...args) {
  return eval("args.length") + args.length;
}
console.log(e(1));
function w(...a) {
  with ({ a: [9] }) {
    return f(...a);
  }
}
console.log(w(1));
function t(...s) {
  return s[0]`x`;
}
console.log(
  t(function () {
    return Array.isArray(this);
  }),
);
