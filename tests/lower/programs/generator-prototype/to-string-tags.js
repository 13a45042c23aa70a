function* g() {}
async function* ag() {}
console.log(Object.prototype.toString.call(g()), String(g()), g()[Symbol.toStringTag]);
console.log(Object.prototype.toString.call(ag()), ag()[Symbol.toStringTag]);
