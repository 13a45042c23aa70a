const log = [];
function* g() {
  try {
    log.push(yield 1);
  } catch (e) {
    log.push(`caught ${e}`);
    yield "in catch";
  } finally {
    log.push("finally");
    yield "in finally";
  }
  log.push("after");
  return "done";
}
const it = g();
console.log(it.next(), it.throw("x"), it.next(), it.next(), it.next(), log);
