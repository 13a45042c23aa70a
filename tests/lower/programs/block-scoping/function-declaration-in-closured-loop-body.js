"use strict";
const fs = [];
for (let i = 0; i < 3; i++) {
  fs.push(f);
  function f() {
    return i + (i > 0 ? g() : 0);
  }
  function g() {
    return 10;
  }
}
console.log(fs.map((f) => f()), typeof f);
