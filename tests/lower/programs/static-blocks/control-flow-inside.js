class A {
  static out = [];
  static {
    for (const x of [1, 2, 3]) {
      if (x === 2) continue;
      this.out.push(() => x);
    }
    try {
      throw "e";
    } catch (e) {
      this.out.push(() => e);
    } finally {
      this.out.push(() => "finally");
    }
    label: {
      if (this.out.length) break label;
      this.out.push(() => "never");
    }
  }
}
console.log(A.out.map((f) => f()));
try {
  class B { static { throw new RangeError("block"); } static after = console.log("never"); }
} catch (e) {
  console.log(e.name);
}
