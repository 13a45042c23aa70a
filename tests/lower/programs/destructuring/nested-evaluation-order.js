const log = [];
const get = (n, v) => ({ get [n]() { log.push(`get ${n}`); return v; } });
const d = (n, v) => (log.push(`default ${n}`), v);
const { a: { b: { c = d("c", 1) } = d("b", get("c")) } = d("a", get("b")), e = d("e", 2) } = get("a");
console.log(c, e, log.join(", "));
