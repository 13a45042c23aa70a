class A {
  #n = 0;
  constructor() { Object.freeze(this); }
  bump() { return ++this.#n; }
}
const a = new A();
console.log(a.bump(), a.bump(), Object.isFrozen(a));
