const log = [];
function* g() {
  try {
    yield 1;
  } catch (e) {
    log.push("catch");
  } finally {
    log.push("finally");
  }
}
const it = g();
it.next();
console.log(it.return(9), log);
