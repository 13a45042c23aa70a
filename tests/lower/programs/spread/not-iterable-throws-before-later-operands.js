const log = [];
const t = (v) => (log.push(v), v);
const f = (...a) => log.push("called");
for (const run of [
  () => [t(1), ...undefined, t(2)],
  () => f(t(1), ...null, t(2)),
  () => new f(t(1), ...5, t(2)),
  () => f(...{}),
  () => [...{ length: 1, 0: 1 }],
  () => f(...undefined),
]) {
  try {
    run();
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log);
