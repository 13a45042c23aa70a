function* counter(n) {
  let total = 0;
  while (true) total += (yield total) ?? n;
}
const a = counter(1), b = counter(10);
console.log(a.next().value, b.next().value, a.next().value, b.next(5).value, a.next().value, b.next().value);
