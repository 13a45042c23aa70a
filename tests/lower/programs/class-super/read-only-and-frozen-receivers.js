class A {
  get ro() { return 1; }
}
class B extends A {
  m() {
    const names = [];
    for (const f of [() => { super.ro = 2; }, () => { Object.freeze(this); super.fresh = 1; }]) {
      try {
        f();
        names.push("fine");
      } catch (e) {
        names.push(e.name);
      }
    }
    return names;
  }
}
console.log(new B().m());
