const log = [];
async function* g() {
  try {
    yield 1;
    yield 2;
  } catch (e) {
    log.push(`caught ${e}`);
    yield "recovered";
  } finally {
    log.push("finally");
    await null;
    yield "from finally";
  }
}
(async () => {
  let it = g();
  console.log(await it.next(), await it.throw("x"), await it.return("r"), await it.next(), await it.next());
  it = g();
  console.log(await it.return("before start"), await it.next());
  it = g();
  await it.throw("early").catch((e) => console.log("rejected", e));
  console.log(await it.next(), log);
})();
