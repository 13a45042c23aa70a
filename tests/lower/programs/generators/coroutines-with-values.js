function run(g) {
  const it = g();
  const log = [];
  let r = it.next();
  while (!r.done) {
    const { op, value } = r.value;
    log.push(op);
    try {
      r = op === "fail" ? it.throw(new Error(value)) : it.next(value * 2);
    } catch (e) {
      return [log, "failed", e.message];
    }
  }
  return [log, r.value];
}
console.log(run(function* () {
  const a = yield { op: "get", value: 1 };
  let b;
  try {
    b = yield { op: "fail", value: "x" };
  } catch (e) {
    b = e.message + (yield { op: "recover", value: 5 });
  }
  return [a, b];
}));
console.log(run(function* () { yield { op: "fail", value: "y" }; }));
