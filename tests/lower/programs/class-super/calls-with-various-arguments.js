class A {
  m(...a) { return [this.id, ...a]; }
  get f() { return function () { return [this?.id, ...arguments]; }; }
}
class B extends A {
  id = "b";
  run() {
    return [super.m(), super.m(1, ...[2, 3]), super.f("x"), super["m"](...arguments), super.m?.(4), super.nope?.(5), super.m`t`.length, super.m.call({ id: "other" }, 6)];
  }
}
console.log(JSON.stringify(new B().run("a")));
