class A { constructor(o) { return o; } }
class B extends A { f = 1; }
for (const o of [Object.freeze({}), Object.seal({}), Object.preventExtensions({})]) {
  try {
    new B(o);
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
const o = Object.defineProperty({}, "f", { value: 0, writable: false, configurable: false });
try {
  new B(o);
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
