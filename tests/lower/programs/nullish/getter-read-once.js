let reads = 0;
const o = { get v() { reads++; return reads > 1 ? null : "first"; }, get n() { reads++; return null; } };
console.log(o.v ?? "d", reads, o.n ?? reads, o.v ?? "now null");
