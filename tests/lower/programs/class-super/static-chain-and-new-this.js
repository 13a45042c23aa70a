class A {
  static create() { return new this(); }
  static get tag() { return `tag of ${this.name}`; }
}
class B extends A {
  static create() { return Object.assign(super.create(), { by: super.tag }); }
}
class C extends B {}
const c = C.create();
console.log(c instanceof C, c.by);
