async function* g() {
  try {
    yield 1;
  } finally {
    console.log("finally");
  }
}
(async () => {
  let it = g();
  await it.next();
  console.log(await it.return(Promise.resolve("value")));
  it = g();
  console.log(await it.return(Promise.resolve("not started")));
  it = g();
  await it.return(Promise.reject("bad")).catch((e) => console.log("rejected", e));
  it = g();
  await it.next();
  await it.return(Promise.reject("bad inside")).catch((e) => console.log("rejected", e));
})();
