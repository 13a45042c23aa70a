function* g() {
  try {
    try {
      yield 1;
    } catch {
      yield 2;
      throw "again";
    }
  } catch {
    yield 3;
  }
}
const it = g();
console.log(it.next().value, it.throw("x").value, it.next().value, it.next().done);
(async () => {
  try {
    await Promise.reject(1);
  } catch {
    console.log(await "async caught");
  }
})();
