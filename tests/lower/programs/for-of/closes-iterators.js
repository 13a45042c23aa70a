const log = [];
const source = (name) => ({
  [Symbol.iterator]() {
    let n = 0;
    return {
      next() {
        return { value: n, done: n++ >= 3 };
      },
      return() {
        log.push(`close ${name}`);
        return {};
      },
    };
  },
});
for (const x of source("complete"));
for (const x of source("break")) break;
for (const x of source("continue")) continue;
(() => {
  for (const x of source("return")) return x;
})();
try {
  for (const x of source("throw")) throw "thrown";
} catch (e) {
  log.push(e);
}
outer: for (const x of source("outer")) {
  for (const y of source("inner")) {
    if (x === 0) continue outer;
    break outer;
  }
}
block: {
  for (const x of source("labelled block")) break block;
}
console.log(log);
