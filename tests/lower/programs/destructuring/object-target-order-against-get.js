const log = [];
const source = {
  get a() {
    log.push("get a");
    return undefined;
  },
  get b() {
    log.push("get b");
    return 2;
  },
};
const target = (n) => (
  log.push(`target ${n}`),
  {
    set v(x) {
      log.push(`set ${n} ${x}`);
    },
  }
);
const key = (k) => (log.push(`key ${k}`), k);
({ [key("a")]: target(1).v = (log.push("default"), "d"), [key("b")]: target(2)[key("v")] } = source);
console.log(log.join(", "));
