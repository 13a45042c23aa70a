const log = [];
const k = "dyn";
const o = {
  _v: 1,
  get v() { return this._v; },
  set v(x) { log.push(x); this._v = x; },
  get [k]() { return `get ${k}`; },
  set [k](x) { log.push(`set ${x}`); },
  get "quoted-name"() { return "q"; },
  get 1() { return "one"; },
  set w({ a, b = 2 }) { log.push(a + b); },
};
o.v++;
o.v += 5;
o[k] = 3;
o.w = { a: 1 };
console.log(o.v, o.dyn, o["quoted-name"], o[1], log, Object.keys(o));
const d = Object.getOwnPropertyDescriptor(o, k);
console.log(d.enumerable, d.configurable, typeof d.get, typeof d.set);
