const names = [];
for (const f of [
  () => {
    new A();
    class A {}
  },
  () => {
    class B extends B {}
  },
  () => {
    class C {
      [C.name]() {}
    }
  },
  () => {
    class D {
      static x = D.y;
      static y = 1;
    }
    return D.x;
  },
  () => {
    const E = class E extends (E, Object) {};
  },
  () => {
    const get = () => F;
    get();
    class F {}
  },
]) {
  try {
    names.push(String(f()));
  } catch (e) {
    names.push(e.name);
  }
}
console.log(names);
