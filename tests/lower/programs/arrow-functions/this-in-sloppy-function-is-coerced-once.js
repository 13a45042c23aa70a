function f() {
  const g = () => this;
  return [typeof g(), g() === this, g() === g()];
}
console.log(f.call(1), f.call("s"), f.call(undefined)[0]);
function s() {
  "use strict";
  return (() => [typeof this, this])();
}
console.log(s.call(1), s.call(null));
