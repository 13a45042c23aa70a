let o = { name: "o" }, q = { name: "q" };
const first = o;
[o.x] = [(o = q, 1)];
console.log(first.x, q.x);
o = first;
({ a: o.y } = { a: (o = q, 2) });
console.log(first.y, q.y);
let i = 0;
const list = [];
[list[i]] = [(i = 2, "value")];
console.log(list);
const log = [];
try {
  [undeclaredObject.p] = [log.push("source")];
} catch (e) {
  console.log(e.name, log);
}
let x = 1;
[x] = [x + 1];
[x, x] = [x + 1, x + 2];
console.log(x);
