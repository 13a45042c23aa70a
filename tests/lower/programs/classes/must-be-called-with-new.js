class A {}
class B extends A {
  constructor() {
    super();
  }
}
for (const f of [() => A(), () => A.call({}), () => B(), () => (0, class {})(), () => Reflect.apply(A, {}, [])]) {
  try {
    f();
    console.log("fine");
  } catch (e) {
    console.log(e.name);
  }
}
