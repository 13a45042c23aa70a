const log = [];
const source = {
  [Symbol.iterator]: () => ({
    next: () => (log.push("next"), { value: undefined, done: false }),
    return: () => (log.push("return"), {}),
  }),
};
function* g() {
  try {
    const [a = yield 1, b = yield 2] = source;
  } finally {
    log.push("finally");
  }
}
let it = g();
it.next();
it.return("x");
console.log(log.join(" "));
log.length = 0;
it = g();
it.next();
it.next();
try {
  it.throw(new Error("boom"));
} catch (e) {
  console.log(e.message, log.join(" "));
}
