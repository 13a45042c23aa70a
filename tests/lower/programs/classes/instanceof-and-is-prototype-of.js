class A {}
class B extends A {}
const b = new B();
console.log(b instanceof B, b instanceof A, b instanceof Object, A.isPrototypeOf(B), A.prototype.isPrototypeOf(b), B.prototype.constructor === B);
console.log(Object.getPrototypeOf(A) === Function.prototype, Object.getPrototypeOf(A.prototype) === Object.prototype);
