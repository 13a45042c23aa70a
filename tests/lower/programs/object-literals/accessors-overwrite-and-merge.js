const a = { x: 1, get x() { return "getter"; } };
const b = { get x() { return "getter"; }, x: 2 };
const c = { get x() { return 1; }, y: 0, set x(v) { this.y = v; } };
const d = { get ["x"]() { return "computed"; }, ["x"]: 5, set ["x"](v) {} };
c.x = 9;
console.log(a.x, b.x, c.x, c.y, d.x, Object.keys(b), typeof Object.getOwnPropertyDescriptor(d, "x").set);
