function withDefault(a, b = 2) {
  a = "changed";
  return [arguments[0], arguments.length];
}
function withRest(a, ...b) {
  a = "changed";
  return [arguments[0], arguments.length];
}
function withPattern(a, { b }) {
  arguments[0] = "changed";
  return [a, arguments.length];
}
console.log(withDefault(1), withRest(1, 2), withPattern(1, {}));
function strict(a) {
  "use strict";
  a = 2;
  return arguments[0];
}
console.log(strict(1));
