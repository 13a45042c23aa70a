function* loops() {
  let i = 0;
  while (i < 2) yield `while ${i++}`;
  do {
    yield `do ${i--}`;
    if (i === 1) continue;
  } while (i > 0);
  for (; i < 2; i++) {
    if (i === 0) continue;
    yield `for ${i}`;
  }
  for (const k in { a: 1, b: 2, c: 3 }) {
    if (k === "b") continue;
    yield `in ${k}`;
  }
  for (var v of [1, 2]) yield `of ${v}`;
  for (;;) {
    if ((yield "forever") === "stop") break;
  }
  yield v;
}
const it = loops();
const out = [];
let r = it.next();
let n = 0;
while (!r.done) {
  out.push(r.value);
  r = it.next(r.value === "forever" && n++ > 1 ? "stop" : undefined);
}
console.log(out.join(", "));
