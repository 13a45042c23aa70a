function f() {
  return typeof this;
}
function same() {
  return this === globalThis;
}
console.log(f.call(1), f.call("x"), f.call(true), f.call(Symbol()), same.call(null), same());
function strict() {
  "use strict";
  return this;
}
console.log(strict.call(1), strict.call(null), strict());
