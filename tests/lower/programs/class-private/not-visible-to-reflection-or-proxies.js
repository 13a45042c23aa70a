class A {
  #p = 1;
  get p() { return this.#p; }
}
const a = new A();
console.log(Reflect.ownKeys(a), a["#p"], Object.assign({}, a), "#p" in a);
const copy = Object.create(A.prototype);
try {
  copy.p;
} catch (e) {
  console.log(e.name);
}
