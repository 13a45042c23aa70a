function* g(n) {
  try {
  } catch {
    switch (yield "never") {
      default:
        return "never";
    }
  }
  try {
    yield 1;
  } catch {
  } finally {
  }
  if (yield 2) {
  } else {
  }
  for (; n-- > 0; yield 3);
  while (yield 4);
  switch (yield 5) {
  }
  switch (yield 6) {
    default:
  }
  a: b: {
  }
  label: yield 7;
  {
    {
      yield 8;
    }
  }
  do ; while (yield 9);
  ;
  return yield;
}
const it = g(1);
const seen = [];
let r = it.next();
while (!r.done) {
  seen.push(r.value);
  r = it.next(seen.length === 5 ? 1 : 0);
}
console.log(seen, r.value);
const log = [];
function* atTheEnd(n) {
  try {
    if (n) throw n;
  } catch (e) {
    switch (yield e) {
      default:
        log.push(`caught ${e}`);
    }
  }
}
console.log([...atTheEnd(0)], [...atTheEnd(1)], log);
