function* g(x) {
  const a = x && (yield "and");
  const b = x || (yield "or");
  const c = x ?? (yield "nullish");
  const d = (yield "left") && (yield "right");
  const e = x ? yield "yes" : yield "no";
  const f = !(x && (yield "not")) || ((yield "p") && (yield "q"));
  let h = x;
  h ||= yield "or assign";
  h &&= yield "and assign";
  h ??= yield "nullish assign";
  return [a, b, c, d, e, f, h];
}
for (const x of [1, 0, null, undefined]) {
  const it = g(x);
  const asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next(asked.length % 3 === 0 ? 0 : asked.length);
  }
  console.log(x, asked.join(), r.value.join());
}
