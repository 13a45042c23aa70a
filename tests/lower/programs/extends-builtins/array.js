class List extends Array {
  sum() { return this.reduce((a, b) => a + b, 0); }
  get last() { return this[this.length - 1]; }
}
const l = new List(1, 2, 3);
l.push(4);
l[6] = 7;
console.log(l.length, l.sum(), l.last, l instanceof List, Array.isArray(l), l.concat([8]).length);
const m = l.map((x) => x * 2);
console.log(m instanceof List, m.sum(), l.filter(Boolean) instanceof List, List.of(1, 2).sum(), List.from("12", Number).sum(), new List(3).length);
l.length = 1;
console.log(l.length, [...l], JSON.stringify(l), Object.keys(l));
