const log = [];
const target = {
  __proto__: { set x(v) { log.push("setter"); } },
  ...{ x: 1 },
};
console.log(Object.keys(target), target.x, log);
const frozenSource = Object.freeze({ a: 1 });
const copy = { ...frozenSource };
copy.a = 2;
console.log(copy.a, Object.getOwnPropertyDescriptor(copy, "a"));
const withSetter = { set y(v) { log.push("y set"); }, ...{ y: 5 } };
console.log(withSetter.y, log);
