const log = [];
async function* g(n) {
  for (let i = 0; i < n; i++) yield i;
}
async function* outer() {
  yield* g(2);
  yield await 5;
}
(async () => {
  let done = false;
  const all = (async () => {
    for await (const x of g(2)) log.push(`g${x}`);
    for await (const x of outer()) log.push(`o${x}`);
    for await (const x of outer()) {
      log.push(`b${x}`);
      break;
    }
    done = true;
  })();
  for (let i = 0; !done && i < 90; i++) {
    log.push(i);
    await null;
  }
  await all;
  console.log(log.join(" "));
})();
