function* g() {
  yield 1;
  return 2;
}
const out = [];
for (const x of g()) out.push(x);
const it = g();
for (const x of it) break;
console.log(out, it.next());
for (const x of g()) for (const y of g()) out.push(x + y);
console.log(out);
