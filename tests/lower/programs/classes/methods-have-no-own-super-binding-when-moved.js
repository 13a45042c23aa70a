class A { m() { return "A"; } }
class B extends A { m() { return `B${super.m()}`; } }
const o = { m: B.prototype.m, __proto__: { m() { return "wrong"; } } };
console.log(o.m());
Object.setPrototypeOf(B.prototype, { m() { return "swapped"; } });
console.log(o.m(), new B().m());
