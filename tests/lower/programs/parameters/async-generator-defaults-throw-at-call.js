async function* g({ a } = null) {
  yield a;
}
try {
  g();
  console.log("no throw");
} catch (e) {
  console.log(e.name);
}
g({ a: 4 })
  .next()
  .then((r) => console.log(r));
