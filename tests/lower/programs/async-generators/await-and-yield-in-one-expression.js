async function* g() {
  const x = (yield await 1) + (await (yield 2)) + [yield 3, await "w"].join("");
  const o = { [yield "k"]: await (yield "v"), ...(yield "spread") };
  return `${x} ${JSON.stringify(o)} ${yield "t"}`;
}
(async () => {
  const it = g();
  let r;
  for (const s of [0, "a", Promise.resolve("b"), "c", "key", "value", { z: 1 }, "end"]) r = await it.next(s);
  console.log(r);
})();
