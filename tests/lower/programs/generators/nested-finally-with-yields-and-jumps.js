function* g() {
  a: try {
    try {
      yield 1;
      break a;
    } finally {
      yield 2;
      b: try {
        yield 3;
        break b;
      } finally {
        yield 4;
      }
      yield 5;
    }
    yield "never";
  } finally {
    yield 6;
  }
  yield 7;
}
console.log([...g()]);
const it = g();
const out = [it.next().value, it.return("r").value];
for (const r of [it.next(), it.next(), it.next(), it.next(), it.next()]) out.push(r.value);
console.log(out);
