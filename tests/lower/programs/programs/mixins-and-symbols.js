const Comparable = (Base) => class extends Base {
  static compare(a, b) { return a.compareTo(b); }
  get [Symbol.toStringTag]() { return `Comparable${super[Symbol.toStringTag] ?? ""}`; }
};
const Serializable = (Base = Object) => class extends Base {
  serialize() { return JSON.stringify({ type: this.constructor.name, ...this }); }
  static parse(text) { const { type, ...rest } = JSON.parse(text); return Object.assign(Object.create(this.prototype), rest); }
};
class Money extends Comparable(Serializable()) {
  constructor(amount, currency = "EUR") { super(); Object.assign(this, { amount, currency }); }
  compareTo({ amount }) { return this.amount - amount; }
  [Symbol.toPrimitive](hint) { return hint === "string" ? `${this.amount} ${this.currency}` : this.amount; }
}
const [a, b] = [new Money(5), new Money(3, "USD")];
console.log(a > b, `${a}`, [a, b].sort(Money.compare).map(String), b.serialize(), Money.parse(b.serialize()) - 1, Object.prototype.toString.call(a));
