const log = [];
const o = {
  get v() { log.push("get v"); return this._v; },
  set v(x) { log.push(`set v ${x}`); this._v = x; },
};
const get = () => (log.push("object"), o);
const key = (k) => (log.push(`key ${k}`), k);
const t = (v) => (log.push(`value ${v}`), v);
get().v ??= t(1);
get()[key("v")] &&= t(2);
get()[key("v")] ||= t(3);
get().v ??= t(4);
get()[key("w")] ||= t(5);
console.log(log.join(", "), o.w);
