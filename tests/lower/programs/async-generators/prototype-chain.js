// What libraries do to find %AsyncIteratorPrototype%, which has no name.
const shared = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
console.log(Object.getOwnPropertyNames(shared), typeof shared[Symbol.asyncIterator]);
console.log(Object.getPrototypeOf(shared) === Object.prototype);
const own = {
  next() {
    return Promise.resolve({ value: 1, done: true });
  },
};
Object.setPrototypeOf(own, shared);
console.log(own[Symbol.asyncIterator]() === own);

async function* declared() {
  yield 1;
}
const object = {
  async *method() {
    yield 2;
  },
};
class Holder {
  async *method() {}
  static async *ofClass() {}
}
const expression = async function* () {};
const named = async function* byName() {};
for (const f of [declared, object.method, Holder.prototype.method, Holder.ofClass, expression, named]) {
  const generator = f();
  console.log(
    f.name,
    shared.isPrototypeOf(f.prototype),
    Object.getPrototypeOf(generator) === f.prototype,
    generator instanceof f,
    Object.getOwnPropertyNames(f.prototype),
    Object.prototype.toString.call(f),
  );
}
const kind = Object.getPrototypeOf(declared);
console.log(kind.constructor.name || "AsyncGeneratorFunction", kind[Symbol.toStringTag]);
console.log(Object.getPrototypeOf(declared.prototype) === kind.prototype, kind.prototype.constructor === kind);
console.log(declared instanceof kind.constructor, (function* () {}) instanceof kind.constructor);
console.log(Object.getPrototypeOf(function* () {}) === kind, Object.getPrototypeOf(kind) === Function.prototype);
console.log(kind.constructor.prototype === kind, kind.prototype[Symbol.toStringTag]);
for (const Made of [declared, object.method, expression]) {
  try {
    new Made();
    console.log("made");
  } catch (error) {
    console.log(error.name);
  }
}
declared.prototype.extra = "extra";
console.log(declared().extra, expression().extra);
