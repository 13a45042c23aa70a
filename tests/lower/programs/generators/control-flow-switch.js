function* g(n) {
  switch (n) {
    case 0:
      yield "zero";
    case 1:
      yield "one";
      break;
    default:
      yield "default";
    case 2:
      yield "two";
      switch (yield "inner") {
        case "a":
          yield "inner a";
        case "b":
          break;
        default:
          return "inner default";
      }
      yield "after inner";
    case 3: {
      let x = yield "x";
      return x;
    }
  }
  return "end";
}
for (const n of [0, 1, 2, 3, 9]) {
  for (const s of ["a", "b", "z"]) {
    const it = g(n);
    const out = [];
    let r = it.next();
    while (!r.done) {
      out.push(r.value);
      r = it.next(s);
    }
    console.log(n, s, out.join(), r.value);
  }
}
