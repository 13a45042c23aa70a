const outcomes = [];
const make = (value, Base) =>
  Base
    ? class extends Base { constructor() { super(); return value; } }
    : class { constructor() { return value; } };
for (const value of [{ o: 1 }, () => 1, 5, null, undefined, "s", Symbol.iterator]) {
  for (const Base of [undefined, class {}]) {
    const C = make(value, Base);
    try {
      const r = new C();
      outcomes.push(r === value ? "value" : r instanceof C ? "instance" : "other");
    } catch (e) {
      outcomes.push(e.name);
    }
  }
}
console.log(outcomes.join(" "));
