const log = [];
(async () => {
  log.push("a1");
  await null;
  log.push("a2");
  await Promise.resolve();
  log.push("a3");
})();
Promise.resolve()
  .then(() => log.push("p1"))
  .then(() => log.push("p2"))
  .then(() => log.push("p3"));
setTimeout(() => console.log(log.join(" ")), 1);
