const tag = (s, ...v) => s.join("_") + v.join();
function* g() {
  return tag`a${yield 1}b${yield 2}c`;
}
const it = g();
it.next();
it.next("x");
console.log(it.next("y").value);
(async () => {
  console.log(tag`p${await 1}q${await Promise.resolve(2)}`);
  console.log((await tag)`late${await 3}`);
})();
