function* g() {
  try {
    try {
      yield 1;
    } catch (e) {
      yield `inner ${e}`;
    } finally {
      yield "finally";
    }
  } catch (e) {
    yield `outer ${e}`;
  }
  return "end";
}
let it = g();
console.log(it.next().value, it.throw("a").value, it.throw("b").value, it.next().value, it.next().value, it.next().done);
it = g();
console.log(it.next().value, it.throw("a").value, it.next().value, it.throw("c").value, it.next().value);
