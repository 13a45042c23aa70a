class A {}
class B extends A {
  constructor() {
    super();
  }
}
for (const f of [() => A(), () => A.call({}), () => A.call(Object.create(A.prototype)), () => B(), () => (0, class {})(), () => A.apply(new A()), () => Reflect.apply(A, {}, [])]) {
  try {
    f();
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
