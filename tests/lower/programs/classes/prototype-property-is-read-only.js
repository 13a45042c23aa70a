"use strict";
class A {}
const d = Object.getOwnPropertyDescriptor(A, "prototype");
console.log(d.writable, d.enumerable, d.configurable);
try {
  A.prototype = {};
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
