const log = [];
const k = (n) => (log.push(n), n);
class A extends (log.push("heritage"), Object) {
  [k("a")]() {}
  static [k("b")]() {}
  get [k("c")]() {}
  [k("d")] = log.push("never during definition");
  static [k("e")] = log.push("static e");
  static { log.push("block"); }
  set [k("f")](v) {}
  static [k("g")] = log.push("static g");
}
console.log(log.join(" "));
console.log(Object.getOwnPropertyNames(A.prototype).join());
