"use strict";
const log = [];
const t = (v) => (log.push(v), v);
const o = { a: t(1), b: t(2), a: t(3), ["b"]: t(4), 1: t(5), "1": t(6) };
console.log(o, log);
