async function* g() {
  try {
    yield Promise.reject("rejected");
    console.log("never");
  } catch (e) {
    console.log("caught", e);
    yield "after";
  }
}
(async () => {
  const it = g();
  console.log(await it.next(), await it.next());
})();
