const a = [1, 2, 3];
const out = [];
for (const x of a) {
  out.push(x);
  if (x === 1) a.push(4);
  if (x === 2) a.splice(2, 1);
  if (out.length > 10) break;
}
console.log(out, a);
const b = [1, 2, 3];
for (const x of b) {
  out.push(x);
  b.length = 0;
}
console.log(out.length);
let c = [1, 2];
for (const x of c) {
  c = ["other"];
  out.push(x);
}
console.log(out.slice(-2), c);
const m = new Map([[1, "a"]]);
for (const [k] of m) if (k < 4) m.set(k + 1, "x");
console.log([...m.keys()]);
