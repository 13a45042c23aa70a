function* g() {}
const it = g();
console.log(Object.getPrototypeOf(it) === g.prototype, it instanceof g);
console.log(Object.getOwnPropertyNames(g.prototype), g.prototype.constructor === g);
console.log(g.hasOwnProperty("prototype"), typeof g.prototype);
const shared = Object.getPrototypeOf(g.prototype);
function* h() {}
console.log(Object.getPrototypeOf(h.prototype) === shared);
console.log(["next", "return", "throw"].map((k) => typeof shared[k]));
