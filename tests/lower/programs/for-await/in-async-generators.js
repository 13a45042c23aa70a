async function* map(source, f) {
  for await (const x of source) yield f(x);
}
async function* take(source, n) {
  let i = 0;
  for await (const x of source) {
    if (i++ >= n) return "taken";
    yield x;
  }
}
async function* count() {
  let n = 0;
  try {
    for (;;) yield n++;
  } finally {
    console.log("count closed");
  }
}
(async () => {
  const out = [];
  for await (const x of take(map(count(), (x) => x * x), 4)) out.push(x);
  console.log(out);
})();
