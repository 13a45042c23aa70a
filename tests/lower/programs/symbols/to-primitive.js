const log = [];
const o = {
  [Symbol.toPrimitive](hint) {
    log.push(hint);
    return hint === "string" ? "s" : 10;
  },
};
console.log(o + 1, o * 2, `${o}`, o == 10, o < 11, [1, 2].join(o), { s: "prop" }[o], +o, o ** 2, log.join());
class Money {
  constructor(n) { this.n = n; }
  [Symbol.toPrimitive](hint) { return hint === "number" ? this.n : `$${this.n}`; }
}
let m = new Money(5);
console.log(`${m}`, m + "", m > 4, +m, ++m);
