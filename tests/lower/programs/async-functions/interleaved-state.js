const log = [];
async function worker(name, steps) {
  for (let i = 0; i < steps; i++) {
    log.push(`${name}${i}`);
    if (i % 2) await Promise.resolve();
    else await null;
  }
  return name;
}
(async () => {
  const [a, ...rest] = await Promise.all(["a", "b", "c"].map((n, i) => worker(n, i + 1)));
  console.log(a, rest, log.join(" "));
})();
