const log = [];
function* g() {
  try {
    yield "first";
    yield Promise.reject("rejected");
    yield "never";
  } finally {
    log.push("closed");
  }
}
(async () => {
  try {
    for await (const x of g()) log.push(x);
  } catch (e) {
    log.push(e);
  }
  log.push("end");
  console.log(log.filter((x) => x !== "closed"));
})();
