const log = [];
function* g() {
  try {
    yield 1;
    yield 2;
    yield 3;
  } finally {
    log.push("finally");
  }
}
const [a, b] = g();
log.push("after");
const [...all] = g();
console.log(a, b, all, log);
