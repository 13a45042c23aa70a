const a = 1, b = "b";
const o = { a, b, [a + b]: 2, ["x" + "y"]: a, m() { return this.a; }, [`t${a}`]() { return "t"; }, async: 1, get: 2, set: 3, await: 4, undefined };
console.log(o, o.m(), o.t1());
