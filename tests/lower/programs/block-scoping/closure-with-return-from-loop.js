const kept = [];
function find(list, wanted) {
  for (const [at, item] of list.entries()) {
    kept.push(() => at);
    if (item === wanted) return { at, again: () => item };
  }
}
const found = find(["a", "b", "c"], "b");
console.log(found.at, found.again(), kept.map((f) => f()));
console.log(find([], 1));
function early() {
  for (let i = 0; ; i++) {
    let f = () => i;
    if (i === 3) return;
    if (i === 9) return f;
  }
}
console.log(early());
function undefinedResult() {
  for (let i = 0; i < 2; i++) {
    const f = () => i;
    if (f() === 1) return undefined;
  }
  return "after";
}
console.log(undefinedResult());
