let x = "outer";
const f = () => [x];
for (var v of f()) console.log(v);
for (x of [x, x + "!"]) console.log(x);
const list = [1, 2];
for (const item of (console.log("source"), list)) console.log(item);
