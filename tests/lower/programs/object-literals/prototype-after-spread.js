const p = { proto: 1 }, x = { a: 1 };
const log = [];
const t = (v, r) => (log.push(v), r);
const show = (o) => [Object.getPrototypeOf(o) === p, Object.keys(o).join("+"), o.proto].join(":");
const objects = [
  { ...x, __proto__: p }, { ...x, "__proto__": p, b: 2 }, { __proto__: p, ...x }, { b: 1, ...x, __proto__: p, ...{ c: 1 } },
  { ...x, ["__proto__"]: 5 }, { ...x, __proto__: 3 }, { ...x, __proto__() {} }, { ...x, __proto__: p, m() { return super.proto; } },
  { ...t("spread", x), __proto__: t("proto", p), y: t("y", 1) },
];
console.log(objects.map(show).join(" "), objects[7].m(), Object.getPrototypeOf({ ...x, __proto__: null }), log.join());
