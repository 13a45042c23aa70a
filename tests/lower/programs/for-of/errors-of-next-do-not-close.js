const log = [];
const boom = (what) => {
  throw new Error(what);
};
for (const methods of [
  { next: () => boom("next") },
  { next: () => 5 },
  { next: () => ({ get done() { return boom("done"); } }) },
  { next: () => ({ done: false, get value() { return boom("value"); } }) },
  { next: undefined },
]) {
  try {
    for (const x of { [Symbol.iterator]: () => ({ ...methods, return: () => log.push("closed") }) });
  } catch (e) {
    log.push(e.name === "TypeError" ? "TypeError" : e.message);
  }
}
for (const bad of [undefined, null, 5, {}, { [Symbol.iterator]: 1 }, { [Symbol.iterator]: () => 1 }]) {
  try {
    for (const x of bad);
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log.join(" "));
