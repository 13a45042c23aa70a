class A {
  static again() { return A; }
  static assign() { A = 5; }
  me() { return A.tag; }
  static tag = "original";
}
const Old = A;
try {
  A.assign();
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
const kept = new A();
A = { tag: "replaced" };
console.log(Old.again() === Old, kept.me(), A.tag);
const B = class C {
  static assign() { C = 1; }
};
try {
  B.assign();
} catch (e) {
  console.log(e.name);
}
