class A { v() { return 1; } }
const Original = A;
A = class extends A { v() { return super.v() + 1; } };
console.log(new A().v(), new Original().v(), A.name);
