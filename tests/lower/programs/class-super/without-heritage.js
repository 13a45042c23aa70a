class A {
  toString() { return `A ${super.toString()}`; }
  has() { return super.hasOwnProperty("x") + "" + ("x" in this); }
  x = 1;
  static s() { return super.call === Function.prototype.call; }
}
console.log(`${new A()}`, new A().has(), A.s());
