const log = [];
const key = (n) => ({ toString() { log.push(`key ${n}`); return n; } });
const o = { [key("a")]: log.push("value a"), [key("b")]() {}, get [key("c")]() { return 1; } };
console.log(log, Object.keys(o));
