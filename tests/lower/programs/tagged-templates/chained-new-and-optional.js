const chain = (s) => (...a) => [s.raw[0], typeof a[0], a.length];
console.log(chain`one``two`, chain`x`(1, 2));
class T { constructor(s) { this.s = s; } }
const make = () => T;
console.log(new (make`ignored`)("arg").s);
const f = (s, ...fns) => fns.map((g) => g(2)).join(s[1]);
console.log(f`${(x) => x * 2}-${(x) => x + 1}`);
