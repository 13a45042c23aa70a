function make() {
  return {
    a: () => this.tag,
    b() {
      return () => this.tag;
    },
    get c() {
      return () => this.tag;
    },
    tag: "object",
  };
}
const o = make.call({ tag: "outer" });
console.log(o.a(), o.b()(), o.c());
class C {
  tag = "instance";
  a = () => this.tag;
  static tag = "class";
  static b = () => this.tag;
}
const { a } = new C();
const { b } = C;
console.log(a(), b());
