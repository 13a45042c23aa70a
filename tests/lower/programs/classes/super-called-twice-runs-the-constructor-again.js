let runs = 0;
class A {
  constructor() {
    runs++;
  }
}
class B extends A {
  constructor() {
    super();
    try {
      super();
    } catch (e) {
      this.error = e.name;
    }
  }
}
console.log(new B().error, runs);
