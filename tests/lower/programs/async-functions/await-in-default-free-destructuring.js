(async () => {
  const { a = await 1, ...rest } = await { b: 2 };
  const [x = await "x", y] = await [undefined, "y"];
  let o = {};
  [o.p = await "d", o[await "q"]] = await [];
  for (const { k = await "dk" } of [{}, { k: 1 }]) console.log(k);
  console.log(a, rest, x, y, o);
})();
