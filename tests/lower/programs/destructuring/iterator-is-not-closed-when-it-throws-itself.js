const boom = (what) => {
  throw new Error(what);
};
for (const bad of [
  { next: () => boom("next") },
  { next: () => 5 },
  { next: () => ({ get done() { boom("done"); } }) },
  { next: () => ({ done: false, get value() { boom("value"); } }) },
]) {
  const log = [];
  const iterable = { [Symbol.iterator]: () => ({ ...bad, return: () => log.push("return") }) };
  for (const run of [() => { const [a] = iterable; }, () => { const [...a] = iterable; }]) {
    try {
      run();
    } catch (e) {
      log.push(e.name === "TypeError" ? e.name : e.message);
    }
  }
  console.log(log.join(" "));
}
