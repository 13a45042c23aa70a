const log = [];
const o = { get m() { log.push("get m"); return (...a) => log.push(`called ${a}`); } };
o.m((log.push("arg"), 1));
o.m(...(log.push("spread"), [2]));
o?.m?.((log.push("optional"), 3));
const { m } = o;
m(4);
console.log(log.join(", "));
