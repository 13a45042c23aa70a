const o = {};
o.x = () => {};
o["y"] = function () {};
const list = [() => {}, function () {}, class {}];
const call = ((f) => f.name)(() => {});
console.log(JSON.stringify([o.x.name, o.y.name, ...list.map((f) => f.name), call, (() => {}).name, (function () {}).name]));
let x;
(x) = () => {};
console.log(JSON.stringify(x.name));
