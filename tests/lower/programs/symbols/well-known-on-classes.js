class Range {
  constructor(a, b) { Object.assign(this, { a, b }); }
  *[Symbol.iterator]() { for (let i = this.a; i < this.b; i++) yield i; }
  get [Symbol.toStringTag]() { return "Range"; }
  static [Symbol.hasInstance](x) { return Array.isArray(x); }
  [Symbol.match](s) { return [s, "matched"]; }
  [Symbol.replace](s, r) { return `${s}->${r}`; }
  [Symbol.split](s) { return s.length; }
  [Symbol.search]() { return 99; }
}
const r = new Range(1, 4);
console.log([...r], `${r}`, [] instanceof Range, "x".match(r), "x".replace(r, "y"), "abc".split(r), "q".search(r));
const [a, ...b] = r;
console.log(a, b, Math.max(...r), new Set(r).size, Array.from(r, (x) => x * 2));
const [x, y] = new Map([[r, 1]]).keys();
console.log(x === r, y);
