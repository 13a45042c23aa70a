"use strict";
const tag = (s) => s;
const s = tag`a${1}b`;
console.log(Object.isFrozen(s), Object.isFrozen(s.raw), Array.isArray(s), Array.isArray(s.raw), Object.getOwnPropertyDescriptor(s, "raw").enumerable);
for (const f of [() => s.push("x"), () => { s[0] = "y"; }, () => { s.raw = 1; }, () => { s.raw[0] = 1; }]) {
  try {
    f();
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
