const log = [];
const job = async (name, turns) => {
  for (let i = 0; i < turns; i++) {
    log.push(`${name}${i}`);
    await null;
  }
  return name;
};
(async () => {
  console.log(await Promise.all([job("a", 2), job("b", 3)]), log.join(" "));
  log.length = 0;
  await job("c", 1);
  await job("d", 1);
  console.log(log.join(" "), await Promise.race([job("slow", 5), job("fast", 1)]));
})();
