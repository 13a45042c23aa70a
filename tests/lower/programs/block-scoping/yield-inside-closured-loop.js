function* g(list) {
  const fs = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    fs.push(() => `${i}:${item}`);
    const sent = yield item;
    if (sent === "skip") continue;
    if (sent === "stop") break;
    if (sent === "return") return fs.map((f) => f());
    fs.push(() => sent);
  }
  yield fs.map((f) => f());
  return "end";
}
let it = g(["a", "b", "c"]);
console.log(it.next(), it.next("x"), it.next("skip"), it.next("y"), it.next());
it = g(["a", "b", "c"]);
console.log(it.next(), it.next("stop"), it.next());
it = g(["a", "b", "c"]);
console.log(it.next(), it.next("q"), it.next("return"), it.next());
