// Parts of a template are strings by themselves before they are added.
const log = [];
const t = (v) => ({ toString() { log.push("string " + v); return v; }, valueOf() { log.push("value " + v); return 5; } });
const f = (v) => (log.push("eval " + v), t(v));
const n = 1, u = undefined;
console.log(`${f("a")}${f("b")}`.length, `a${f("b")}c${f("d")}e`.toUpperCase(), 1 + `${f("x")}${f("y")}` + 2);
console.log(`${f(1)}-${f(2)}` == "1-2", typeof `${f(1)}${f(2)}`, !`${f("")}${f("")}`, -`${f(1)}${f(2)}`);
console.log([`${f("p")}${f("q")}`, `${n}${f("r")}${n}${f("s")}${u}`], `${`${f(1)}${f(2)}`}${`${n}${f(3)}`}`);
console.log(`${n}${n + 1}${f(n)}${n}`, `${f(n)}${n}${n + 1}`, `${f("k")}${"text"}${f("l")}${1}`);
const o = { [`${f("ke")}${f("y")}`]: 1 };
console.log(o, `${f("a")}${f("b")}`[1], `${f("a")}${f("b")}` in { ab: 1 }, f`x` ? `${f(1)}` + `${f(2)}` : 0);
let s = "s";
s += `${f("t")}${f("u")}`;
console.log(s, `${s}${(s = "changed")}${s}`, `${s}${f("x")}${(s = "again")}`);
try { `${f("first")}${Symbol("x")}${f("never")}`; } catch (e) { log.push(e.name); }
console.log(log.join());
