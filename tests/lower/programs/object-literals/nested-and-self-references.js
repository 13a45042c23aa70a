const make = (n) => ({ n, next: n > 0 ? make(n - 1) : null, [`up${n}`]: () => n + 1, get both() { return this.n + (this.next?.both ?? 0); } });
const o = make(3);
console.log(o.both, o.up3(), o.next.up2());
const cyclic = { get self() { return cyclic; }, v: 1 };
console.log(cyclic.self.self.v);
