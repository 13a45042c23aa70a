async function* g(x = console.log("default")) {
  console.log("body");
  yield x;
}
const it = g();
console.log("made");
it.next().then((r) => console.log(r));
console.log("called");
