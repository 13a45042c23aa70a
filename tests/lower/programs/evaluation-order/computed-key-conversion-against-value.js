const log = [];
const key = (n) => ({ toString() { log.push(`convert ${n}`); return n; } });
const o = {};
o[key("a")] = log.push("value a");
o[key("b")] += (log.push("value b"), 1);
o[key("a")]++;
delete o[key("c")];
key("d") in o;
console.log(log.join(", "));
