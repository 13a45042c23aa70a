let a, b, o = {};
[a, ...[b, ...o.rest]] = [1, 2, 3, 4];
console.log(a, b, o);
const [first, ...{ length, 0: second }] = ["x", "y", "z"];
console.log(first, length, second);
[...o["list"]] = "xy";
console.log(o.list);
