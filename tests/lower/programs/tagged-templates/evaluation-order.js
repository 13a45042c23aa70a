const log = [];
const t = (n) => (log.push(n), n);
const tag = (n) => (log.push(`tag ${n}`), (s, ...v) => (log.push(`call ${n}`), v.length));
tag("a")`${t(1)}${tag("b")`${t(2)}`}${t(3)}`;
console.log(log.join(", "));
const values = [{ toString() { log.push("never converted"); } }];
((s, v) => v === values[0] && log.push("same object"))`${values[0]}`;
console.log(log.pop());
