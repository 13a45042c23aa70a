const log = [];
class A {
  a = log.push("a");
  b = (() => { throw new Error("b"); })();
  c = log.push("never");
}
class B extends A {
  d = log.push("never either");
}
for (const C of [A, B]) {
  try {
    new C();
  } catch (e) {
    log.push(e.message);
  }
}
console.log(log);
try {
  class D { static a = log.push("static"); static b = null.x; static c = log.push("no"); }
} catch (e) {
  console.log(e.name, log.length);
}
