function* byReturn() {
  try {
    yield 1;
  } finally {
    return "finally";
  }
}
function* byThrow() {
  try {
    yield 1;
  } finally {
    throw new Error("from finally");
  }
}
function* byBreak() {
  for (;;) {
    try {
      yield 1;
    } finally {
      break;
    }
  }
  yield "after";
  return "end";
}
function* byContinue() {
  for (let i = 0; i < 3; i++) {
    try {
      yield i;
    } finally {
      continue;
    }
  }
  return "end";
}
for (const g of [byReturn, byThrow, byBreak, byContinue]) {
  const it = g();
  const out = [it.next()];
  try {
    out.push(it.return("asked"), it.next(), it.next(), it.next());
  } catch (e) {
    out.push(e.message);
  }
  console.log(JSON.stringify(out));
}
