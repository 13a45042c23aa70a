const log = [];
const part = (n) => ({ toString: () => (log.push(`convert ${n}`), n) });
function* g() {
  return `${part("a")}${yield log.push("yield 1")}${part("b")}${yield log.push("yield 2")}`;
}
const it = g();
it.next();
it.next(part("s1"));
console.log(it.next(part("s2")).value, log);
