console.log((() => ({ a: 1 }))().a, (() => {})(), ((x) => x * 2)(4), ((x, y) => { return x + y; })(1, 2));
const nested = (a) => (b) => (c) => [a, b, c];
console.log(nested(1)(2)(3));
const conditional = (x) => (x ? () => "yes" : () => "no");
console.log(conditional(1)(), conditional(0)());
console.log((() => (1, 2))(), (() => typeof this)());
