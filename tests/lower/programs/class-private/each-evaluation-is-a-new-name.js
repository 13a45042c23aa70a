const make = () => class { #p = 1; static read(o) { return o.#p; } static has(o) { return #p in o; } };
const A = make(), B = make();
console.log(A.read(new A()), A.has(new B()), B.has(new B()));
try {
  A.read(new B());
} catch (e) {
  console.log(e.name);
}
