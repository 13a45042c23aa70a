async function* a() {
  yield 1;
  yield 2;
}
(async () => {
  const out = [];
  for await (const x of a()) out.push(x);
  for await (const x of [Promise.resolve("p"), "v", { then: (ok) => ok("thenable") }]) out.push(x);
  for await (const x of new Set(["s"])) out.push(x);
  for await (const x of "ab") out.push(x);
  for await (var y of [1, 2]);
  let z;
  for await (z of [3]);
  console.log(out, y, z);
})();
