async function* g() {
  yield 1;
  throw new RangeError("end");
}
(async () => {
  const it = g();
  console.log(await it.next());
  await it.next().catch((e) => console.log(e.name));
  console.log(await it.next());
  for await (const v of g()) console.log(v);
})().catch((e) => console.log("outer", e.name));
