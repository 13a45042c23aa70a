function* g() {
  let restarts = 0;
  while (restarts < 3) {
    try {
      for (let i = 0; ; i++) yield `${restarts}:${i}`;
    } catch (e) {
      restarts++;
      if (e === "fatal") return `fatal after ${restarts}`;
    }
  }
  return "too many";
}
let it = g();
console.log(it.next().value, it.next().value, it.throw("x").value, it.next().value, it.throw("fatal"));
it = g();
it.next();
console.log(it.throw(1).value, it.throw(2).value, it.throw(3));
