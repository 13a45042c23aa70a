const log = [];
function* g() {
  log.push("start");
  yield;
  log.push("end");
}
const it = g();
log.push("made");
it.next();
log.push("first");
it.next();
console.log(log);
