(async () => {
  const out = [];
  for (let i = 0; i < 3; i++) out.push(await i);
  for (const p of [Promise.resolve("a"), "b"]) out.push(await p);
  for (const k in { x: 1, y: 2 }) out.push(await k);
  let n = 2;
  while (await (n-- > 0)) out.push(`w${n}`);
  do out.push(await "do");
  while (await false);
  outer: for (;;) {
    for (;;) {
      await null;
      break outer;
    }
  }
  for (let i = await 0; i < (await 3); i += await 2) out.push(`h${i}`);
  console.log(out.join(" "));
})();
