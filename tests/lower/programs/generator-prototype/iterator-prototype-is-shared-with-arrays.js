function* g() {}
const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
console.log(iteratorPrototype.isPrototypeOf(g()));
