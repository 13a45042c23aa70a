const log = [];
const source = {
  [Symbol.iterator]() {
    let n = 0;
    return {
      next: () => ({ value: n++, done: n > 5 }),
      return: () => (log.push("closed"), {}),
    };
  },
};
function* g() {
  try {
    for (const x of source) {
      if (x === 1) continue;
      yield x;
    }
  } finally {
    log.push("finally");
  }
}
let it = g();
it.next();
it.return();
console.log(log.join());
log.length = 0;
it = g();
it.next();
try {
  it.throw(new Error("t"));
} catch (e) {
  log.push(e.message);
}
console.log(log.join());
log.length = 0;
console.log([...g()], log.join());
