class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
console.log(2 instanceof Even, 3 instanceof Even);
const o = { [Symbol.hasInstance]: (x) => x === "yes" };
console.log("yes" instanceof o, "no" instanceof o);
class A extends Array { static get [Symbol.species]() { return Array; } }
const a = new A(1, 2);
console.log(a.map((x) => x) instanceof A, a.filter(() => true).constructor === Array, a.concat([1]) instanceof A);
class B extends Promise { static get [Symbol.species]() { return Promise; } }
console.log(B.resolve(1).then(() => {}) instanceof B, B.resolve(1) instanceof B);
