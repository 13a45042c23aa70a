const log = [];
const job = async (name, list) => {
  for await (const x of list) log.push(name + x);
  log.push(`${name} end`);
};
(async () => {
  let done = false;
  const all = Promise.all([job("a", [1, 2]), job("b", [1, 2, 3])]).then(() => (done = true));
  for (let i = 0; !done && i < 50; i++) {
    log.push(i);
    await null;
  }
  await all;
  console.log(log.join(" "));
})();
