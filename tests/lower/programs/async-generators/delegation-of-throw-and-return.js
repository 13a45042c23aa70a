const log = [];
async function* inner() {
  try {
    yield 1;
    yield 2;
  } catch (e) {
    log.push(`inner caught ${e}`);
    yield "inner recovered";
  } finally {
    log.push("inner finally");
  }
}
async function* outer() {
  try {
    yield* inner();
    yield "outer";
  } finally {
    log.push("outer finally");
  }
}
(async () => {
  let it = outer();
  await it.next();
  console.log(await it.throw("t"), await it.next(), await it.next());
  it = outer();
  await it.next();
  console.log(await it.return("r"), await it.next(), log);
})();
