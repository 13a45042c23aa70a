function* g() {
  const log = [];
  if (yield "if") log.push("then");
  else log.push("else");
  while (yield "while") {
    log.push("body");
    if (log.length > 4) break;
  }
  do log.push("do");
  while (yield "do");
  for (let i = yield "init"; yield "test"; i += yield "update") log.push(i);
  for (const x of yield "of") log.push(x);
  for (const k in yield "in") log.push(k);
  switch (yield "switch") {
    case yield "case 1":
      log.push("one");
      break;
    case yield "case 2":
      log.push("two");
    default:
      log.push("fell");
  }
  try {
    throw yield "throw";
  } catch (e) {
    log.push(e);
  }
  return yield log;
}
const it = g();
const asked = [];
let r = it.next();
for (const s of [0, 1, 0, true, false, 5, true, 10, false, ["a"], { k: 1 }, "s", "no", "s", "err"]) {
  asked.push(r.value);
  r = it.next(s);
}
console.log(asked.join(), r.value.join(), it.next("last"));
