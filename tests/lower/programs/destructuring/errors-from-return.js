const boom = (what) => {
  throw new Error(what);
};
const iterable = (ret) => ({
  [Symbol.iterator]: () => ({ next: () => ({ done: false }), return: ret }),
});
for (const [ret, run] of [
  [() => boom("return"), (i) => { const [a] = i; }],
  [() => 5, (i) => { const [a] = i; }],
  [() => boom("return"), (i) => { const [a = boom("default")] = i; }],
  [() => 5, (i) => { const [a = boom("default")] = i; }],
  [undefined, (i) => { const [a] = i; return "fine"; }],
  [null, (i) => { const [a] = i; return "fine"; }],
  [7, (i) => { const [a] = i; }],
]) {
  try {
    console.log(run(iterable(ret)));
  } catch (e) {
    console.log(e.name === "TypeError" ? e.name : e.message);
  }
}
