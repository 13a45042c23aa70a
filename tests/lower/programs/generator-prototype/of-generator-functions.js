function* declared() {}
const kind = Object.getPrototypeOf(declared);
console.log(kind[Symbol.toStringTag], kind.constructor.prototype === kind);
console.log(kind.prototype.constructor === kind, Object.getPrototypeOf(declared.prototype) === kind.prototype);
console.log(declared instanceof kind.constructor, (() => {}) instanceof kind.constructor);
console.log(Object.prototype.toString.call(declared));
