const a = { ...JSON.parse('{"__proto__": 1}') };
console.log(Object.keys(a), Object.getPrototypeOf(a) === Object.prototype, Object.getOwnPropertyDescriptor(a, "__proto__").value);
const proto = { p: 1 };
const b = { ...{ x: 1 }, __proto__: proto, ...{ y: 2 } };
console.log(Object.getPrototypeOf(b) === proto, Object.keys(b), b.p);
