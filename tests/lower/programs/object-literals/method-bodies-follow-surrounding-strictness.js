const o = { m() { return this === globalThis; }, get g() { return typeof this; } };
const { m } = o;
console.log(m());
(function () {
  "use strict";
  const p = { m() { return this; } };
  const { m } = p;
  console.log(m());
})();
