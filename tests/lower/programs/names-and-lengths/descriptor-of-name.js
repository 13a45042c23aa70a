"use strict";
const f = () => {};
class A { m() {} }
for (const g of [f, A, A.prototype.m, function () {}, async () => {}]) {
  const d = Object.getOwnPropertyDescriptor(g, "name");
  console.log(d.writable, d.enumerable, d.configurable, typeof d.value);
}
