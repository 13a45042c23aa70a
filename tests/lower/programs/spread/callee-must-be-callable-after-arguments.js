const log = [];
const t = (v) => (log.push(v), v);
for (const run of [
  () => undefined(...[t(1)]),
  () => ({}).x(...[t(2)]),
  () => new (t(3))(...[t(4)]),
  () => null.x(...[t(5)]),
]) {
  try {
    run();
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log);
