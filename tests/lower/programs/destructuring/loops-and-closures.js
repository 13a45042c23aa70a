let a, b;
const out = [];
for ([a, b] = [0, 5]; a < b; [a, b] = [a + 1, b - 1]) out.push(a, b);
for (let i = 0, j = 3; i < j; [i, j] = [i + 1, j]) out.push(() => i);
for (a = 0, [b] = [2]; a < b; a++, [b] = [b]) out.push(a);
console.log(out.map((x) => (typeof x === "function" ? x() : x)));
const fs = [];
for (const [k = fs.length, { v = k * 2 } = {}] of [[undefined], [3], [4, { v: 1 }]]) fs.push(() => [k, v]);
console.log(fs.map((f) => f()));
for (const { length, [length - 1]: last } of ["abc", "de"]) fs.push(() => last);
console.log(fs.slice(3).map((f) => f()));
const o = {};
for ([o.a, ...o.rest] of [[1, 2, 3], "xyz"]) console.log(o);
for ({ a: o.q = 4, ...o.w } of [{ b: 1 }]) console.log(o);
for (const i of [1, 2]) {
  try {
    throw { m: i };
  } catch ({ m }) {
    fs.push(() => m);
  }
}
console.log(fs.slice(5).map((f) => f()));
outer: for (const [x] of [[1], [2]]) {
  for (const { y = x } of [{}, { y: 9 }]) {
    if (y === 9) continue outer;
    fs.push(() => x + y);
  }
}
console.log(fs.slice(7).map((f) => f()));
switch (1) {
  case 0:
    let [z] = [1];
  case 1: {
    const { w } = { w: 2 };
    console.log(w);
  }
}
