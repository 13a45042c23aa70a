(async () => {
  const o = {};
  for await (const { a, b: [c] = ["dc"], ...rest } of [Promise.resolve({ a: 1 }), { a: 2, b: [3], d: 4 }]) console.log(a, c, rest);
  for await (o.x of [1, 2]);
  for await ([o.y, o.z = await "dz"] of [["p"]]);
  console.log(o);
  for await (let x of [1]) {
    x += 1;
    console.log(x);
  }
})();
