function* g() {
  const a = (yield 1, yield 2, (yield 3, "value"));
  const b = void (yield 4);
  const c = ((yield 5));
  yield (yield (yield 6));
  yield yield yield 7;
  yield;
  (yield);
  [yield];
  return [a, b, c];
}
const seen = [];
const it = g();
let r = it.next();
let n = 0;
while (!r.done) {
  seen.push(r.value);
  r = it.next(`s${n++}`);
}
console.log(seen.join(), r.value);
