class Counter extends Map {
  add(k) { return this.set(k, (this.get(k) ?? 0) + 1); }
  get(k) { return super.get(k) ?? 0; }
}
const c = new Counter([["a", 5]]);
c.add("a").add("b");
console.log(c.get("a"), c.get("b"), c.get("z"), c.size, c instanceof Map, [...c]);
class Uniq extends Set {
  add(v) { return super.add(String(v).toLowerCase()); }
}
const u = new Uniq(["A", "a", "B"]);
console.log(u.size, u.has("a"), [...u]);
class W extends WeakMap { has2(k) { return this.has(k); } }
const key = {};
console.log(new W([[key, 1]]).has2(key));
