const log = [];
const iterable = {
  [Symbol.iterator]() {
    log.push("iterator");
    let n = 0;
    return {
      next() {
        log.push(`next${n}`);
        return { value: n++, done: false };
      },
      return() {
        log.push("return");
        return {};
      },
    };
  },
};
const target = (n) => (
  log.push(`target${n}`),
  {
    set x(v) {
      log.push(`set${n}=${v}`);
    },
  }
);
const key = (k) => (log.push(`key ${k}`), k);
[target(1).x, target(2)[key("x")]] = iterable;
console.log(log.join(" "));
