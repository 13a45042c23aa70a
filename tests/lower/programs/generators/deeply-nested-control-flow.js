function* g(n) {
  for (let i = 0; i < n; i++) {
    try {
      if (i % 2) {
        for (const x of [i, i * 10]) {
          try {
            if (x === 10) continue;
            if (x === 30) break;
            yield x;
          } finally {
            yield `f${x}`;
          }
        }
      } else {
        switch (i) {
          case 0:
            yield "zero";
            continue;
          case 2:
            yield "two";
            break;
          default:
            return "out";
        }
        yield "after switch";
      }
    } finally {
      yield `end ${i}`;
    }
  }
}
for (const n of [2, 4, 6]) {
  const out = [];
  const it = g(n);
  let r;
  while (!(r = it.next()).done) out.push(r.value);
  console.log(out.join(), r.value);
}
