const log = [];
async function* g() {
  log.push("start");
  yield "a";
  log.push("between");
  yield "b";
  log.push("end");
}
const it = g();
it.next().then((r) => log.push(r.value));
it.next().then((r) => log.push(r.value));
it.next().then((r) => log.push(r.done));
log.push("sync");
setTimeout(() => console.log(log.join(" ")), 2);
