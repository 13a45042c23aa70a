function* inner() {
  const got = yield "a";
  try {
    yield got;
  } catch (e) {
    yield `caught ${e}`;
  }
  return "inner result";
}
function* outer() {
  const r = yield* inner();
  yield `outer got ${r}`;
  return yield* inner();
}
const it = outer();
console.log(it.next("x").value, it.next("sent").value, it.throw("t").value, it.next().value);
console.log(it.next().value, it.next("again"), it.next(), it.next());
