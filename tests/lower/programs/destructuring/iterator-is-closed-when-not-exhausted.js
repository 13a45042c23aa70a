function make(n) {
  let at = 0;
  const log = [];
  return {
    log,
    [Symbol.iterator]() {
      return this;
    },
    next() {
      log.push("next");
      return at < n ? { value: at++, done: false } : { value: undefined, done: true };
    },
    return() {
      log.push("return");
      return {};
    },
  };
}
for (const [n, run] of [
  [5, (i) => { const [a, b] = i; return [a, b]; }],
  [1, (i) => { const [a, b] = i; return [a, b]; }],
  [2, (i) => { const [a, b] = i; return [a, b]; }],
  [5, (i) => { const [] = i; }],
  [5, (i) => { const [, , a] = i; return a; }],
  [3, (i) => { const [a, ...r] = i; return [a, r]; }],
  [0, (i) => { const [a = 1, b = 2, ...r] = i; return [a, b, r]; }],
]) {
  const i = make(n);
  console.log(run(i), i.log.join(" "));
}
