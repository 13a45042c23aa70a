const log = [];
const t = (v) => (log.push(v), v);
console.log(null ?? "d", undefined ?? "d", 0 ?? "d", "" ?? "d", false ?? "d", NaN ?? "d");
console.log(t(null) ?? t(undefined) ?? t(3) ?? t(4), log.length);
console.log((null || undefined) ?? "x", (1 && null) ?? "y", null ?? (0 || "z"), (null ?? false) || "w");
let n;
console.log((n ?? (n = 5)) + (n ?? 100));
