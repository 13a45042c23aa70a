const c = 1;
const log = [];
for (const change of [
  () => (c = log.push("assign")),
  () => c++,
  () => --c,
  () => (c += log.push("compound")),
  () => ([c] = [log.push("array")]),
  () => ({ c } = { c: log.push("object") }),
  () => {
    for (c of [log.push("of")]);
  },
  () => {
    for (c in { k: log.push("in") });
  },
]) {
  try {
    change();
    console.log("no error");
  } catch (e) {
    console.log(e instanceof TypeError, e.name);
  }
}
console.log(c, log);
