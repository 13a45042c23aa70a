const log = [];
function* leaf(n) {
  try {
    yield `leaf ${n}`;
    yield `leaf ${n} again`;
  } finally {
    log.push(`leaf ${n} closed`);
  }
}
function* middle() {
  try {
    yield* leaf(1);
    yield* leaf(2);
  } finally {
    log.push("middle closed");
    yield "from middle";
  }
}
function* top() {
  for (const v of middle()) {
    yield v;
    if (v === "leaf 2") return "done";
  }
}
console.log([...top()], log);
const it = top();
it.next();
console.log(it.return("early"), log.length);
const direct = middle();
direct.next();
console.log(direct.return("r"), direct.next());
