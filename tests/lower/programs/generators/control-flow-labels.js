function* g() {
  outer: for (let i = 0; i < 3; i++) {
    inner: for (let j = 0; j < 3; j++) {
      if (j === 1 && i === 0) continue outer;
      if (j === 2) continue inner;
      if (i === 2) break outer;
      yield [i, j].join("");
    }
    yield `end ${i}`;
  }
  block: {
    yield "in block";
    if (yield "leave?") break block;
    yield "stayed";
  }
  sw: switch (1) {
    case 1:
      for (;;) {
        yield "loop in switch";
        break sw;
      }
  }
  return "done";
}
let it = g();
const out = [];
let r = it.next();
while (!r.done) {
  out.push(r.value);
  r = it.next(r.value === "leave?");
}
console.log(out.join(", "), r.value);
