const log = [];
function* g() {
  try {
    try {
      yield 1;
    } finally {
      log.push("inner");
      yield "from inner";
    }
  } finally {
    log.push("outer");
  }
  log.push("never");
}
const it = g();
console.log(it.next(), it.return("r"), log.slice(), it.next(), log, it.next());
