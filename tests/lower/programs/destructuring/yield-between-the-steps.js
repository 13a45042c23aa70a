const log = [];
function it(vals, tag) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push(tag + " open");
      return this;
    },
    next(...a) {
      log.push(tag + " next" + i + a.length);
      return i < vals.length ? { value: vals[i++], done: false } : { value: "x", done: true };
    },
    return(...a) {
      log.push(tag + " return" + a.length);
      return {};
    },
  };
}
function* g(src) {
  let [a = yield 1, b = yield 2, { c = yield 3 } = {}, ...r] = src,
    z = yield [a, b, c, r];
  try {
    [a, z.q] = [yield 4, yield 5];
    [a, (yield "obj", z).w = yield 6] = src;
  } finally {
    log.push("fin");
  }
  return [a, b, z];
}
for (const kind of ["next", "return", "throw"])
  for (let stop = 1; stop < 9; stop++) {
    const i = g(it([undefined, undefined, {}], "S"));
    log.length = 0;
    const seen = [];
    try {
      let r = i.next();
      for (let k = 1; !r.done && k < 12; k++) {
        seen.push(JSON.stringify(r.value));
        r =
          k === stop && kind !== "next"
            ? i[kind](k === stop ? new Error("e").message : 0)
            : i.next(typeof r.value === "object" ? {} : "v" + k);
      }
      seen.push(JSON.stringify(r));
    } catch (e) {
      seen.push("threw " + e);
    }
    console.log(kind, stop, seen.join(" "), log.join("|"));
    if (kind === "next") break;
  }
function* h() {
  if (true) var [q = yield "q"] = it([], "H");
  for (var [w = yield "w"] = it([], "W"); w < 3; w++) yield w;
  yield [q, w];
}
console.log([...h()]);
