"use strict";
const frozen = Object.freeze({ a: 1, n: null });
console.log((frozen.a ||= 2), (frozen.a ??= 3));
for (const f of [() => { frozen.n ??= 1; }, () => { frozen.a &&= 2; }, () => { frozen.fresh ||= 1; }]) {
  try {
    f();
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
const ro = { get x() { return 1; } };
console.log((ro.x ||= 5), (ro.x ??= 5));
