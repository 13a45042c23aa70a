const source = JSON.parse('{"__proto__": {"evil": true}, "a": 1, "b": 2}');
const { a, ...rest } = source;
console.log(Object.keys(rest), rest.evil, Object.getPrototypeOf(rest) === Object.prototype);
