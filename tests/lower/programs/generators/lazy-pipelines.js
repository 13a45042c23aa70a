const log = [];
function* map(it, f) { for (const x of it) yield f(x); }
function* filter(it, f) { for (const x of it) if (f(x)) yield x; }
function* take(it, n) { if (n > 0) for (const x of it) { yield x; if (--n <= 0) return; } }
function* from(n) { try { for (;;) { log.push(n); yield n++; } } finally { log.push("closed"); } }
console.log([...take(filter(map(from(1), (x) => x * x), (x) => x % 2), 3)], log.join());
