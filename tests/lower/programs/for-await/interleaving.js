const log = [];
const job = async (name, list) => {
  for await (const x of list) log.push(name + x);
};
(async () => {
  await Promise.all([job("a", (async function* () { yield 1; yield 2; })()), job("b", (async function* () { yield 1; yield 2; })())]);
  console.log(log.join(" "));
})();
