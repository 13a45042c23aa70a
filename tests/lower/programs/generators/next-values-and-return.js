function* g(a) {
  const x = yield a;
  const y = yield x * 2;
  return [x, y];
}
const it = g(1);
console.log(it.next("ignored"), it.next(5), it.next(6), it.next(7), it.next());
