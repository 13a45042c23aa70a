function* g() {
  yield 1;
}
const it = g();
console.log(it[Symbol.iterator]() === it, typeof it[Symbol.asyncIterator]);
console.log([...it], [...it]);
