function* g() {
  yield arguments.length;
  for (const x of arguments) yield x;
  arguments[0] = "changed";
  yield arguments[0];
}
console.log([...g("a", "b")]);
function* h(a) {
  a = "new";
  yield arguments[0];
}
console.log([...h("old")]);
