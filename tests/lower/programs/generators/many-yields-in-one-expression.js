function* g() {
  return (yield 1) + (yield 2) * ((yield 3) - (yield 4)) + [yield 5, { a: yield 6, b: [yield 7] }].length * (yield 8);
}
const it = g();
let r;
for (const s of [0, 1, 2, 3, 4, 5, 6, 7, 8]) r = it.next(s);
console.log(r);
