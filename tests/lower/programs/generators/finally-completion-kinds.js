function* g(kind) {
  outer: for (let i = 0; i < 2; i++) {
    try {
      if (kind === "break") break outer;
      if (kind === "continue") continue outer;
      if (kind === "return") return "returned";
      if (kind === "throw") throw "thrown";
      yield `body${i}`;
    } catch (e) {
      yield `catch ${e}`;
      if (i === 1) throw "again";
    } finally {
      yield `finally${i}`;
    }
    yield `after${i}`;
  }
  return "end";
}
for (const kind of ["none", "break", "continue", "return", "throw"]) {
  const out = [];
  try {
    const it = g(kind);
    let r;
    do out.push((r = it.next()).value);
    while (!r.done);
  } catch (e) {
    out.push(`uncaught ${e}`);
  }
  console.log(kind, out);
}
