let it;
function* g() {
  for (const how of ["next", "return", "throw"]) {
    try {
      it[how]();
    } catch (e) {
      yield e.name;
    }
  }
  return "end";
}
it = g();
console.log(it.next().value, it.next().value, it.next().value, it.next());
