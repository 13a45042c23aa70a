async function* g() {
  const sent = yield 1;
  yield await Promise.resolve(`awaited ${sent}`);
  yield Promise.resolve("unwrapped");
  return Promise.resolve("returned");
}
(async () => {
  const it = g();
  console.log(await it.next(), await it.next("x"), await it.next(), await it.next(), await it.next());
  for await (const v of g()) console.log(v);
})();
