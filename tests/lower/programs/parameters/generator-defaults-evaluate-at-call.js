const log = [];
function* g(a = log.push("default")) {
  log.push("body");
  yield a;
}
const it = g();
log.push("called");
it.next();
console.log(log);
function* bad({ x }) {
  log.push("never");
}
try {
  bad(null);
} catch (e) {
  console.log(e.name);
}
