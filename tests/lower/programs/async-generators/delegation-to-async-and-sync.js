async function* inner() {
  const x = yield "i1";
  yield `i2 ${x}`;
  return "inner result";
}
async function* outer() {
  const r = yield* inner();
  yield r;
  yield* [Promise.resolve("s1"), "s2"];
  const q = yield* (function* () {
    yield "sync";
    return "sync result";
  })();
  return q;
}
(async () => {
  const it = outer();
  const out = [await it.next()];
  let r;
  do out.push((r = await it.next(`sent${out.length}`)));
  while (!r.done);
  console.log(JSON.stringify(out));
})();
