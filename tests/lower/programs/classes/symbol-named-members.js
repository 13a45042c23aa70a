const s = Symbol("desc");
class A {
  *[Symbol.iterator]() { yield* [1, 2]; }
  get [Symbol.toStringTag]() { return "Tagged"; }
  [Symbol.toPrimitive](hint) { return hint === "number" ? 42 : `prim ${hint}`; }
  static [Symbol.hasInstance](x) { return x === "magic"; }
  [s]() { return "symbol"; }
}
const a = new A();
console.log([...a], String(Object.prototype.toString.call(a)), +a, `${a}`, a + "", "magic" instanceof A, a instanceof A, a[s](), a[s].name);
