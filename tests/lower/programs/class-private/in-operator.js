class A {
  #f;
  #m() {}
  get #g() { return 1; }
  static #s = 1;
  static has(o) { return [#f in o, #m in o, #g in o, #s in o].join(); }
  static precedence(o) { return #f in o === true && !(#m in o) === false; }
}
console.log(A.has(new A()), A.has({}), A.has(A), A.has(class extends A {}), A.precedence(new A()));
for (const v of [null, 1, "s", undefined]) {
  try {
    A.has(v);
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
