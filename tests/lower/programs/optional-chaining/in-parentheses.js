// Parentheses end a chain, but a call keeps its `this`.
const a = null, b = { c: { d: 1, f() { return this === b.c; } }, g() { return this === b; } };
const run = (f) => { try { return f(); } catch (e) { return e.name; } };
console.log([() => (a?.b).c?.d, () => (b?.c).d?.e, () => (a?.b)(), () => (b?.g)(), () => (b?.c.f)(), () => (b?.["g"])(), () => (a?.b)?.(), () => (b?.g)().x?.y, () => (a?.b)().x?.y, () => delete (a?.b), () => (b?.c?.f)?.(), () => ((b?.c).f)(), () => (b.c?.f)().toString?.(), () => (b?.c)["f"]?.(), () => ((x = (b?.g)()) => x)(), () => (b?.g)`x`].map(run).join());
let count = 0;
const next = () => (count++, b);
console.log(run(() => (next()?.g)()), run(() => (next()?.c.f)()), count, run(() => (next()?.[(count += 10, "g")])()), count);
class S { get b() { return b; } }
class T extends S { t() { return [(super.b?.g)(), (this?.b.g)(), (() => (this?.b?.g)())()].join(); } }
console.log(new T().t(), run(() => (a?.b)(count++)), run(() => (b?.none)(1)));
function f(x = (b?.g)(), y = (next()?.g)(), { z = (b?.c.f)() } = {}) { return [x, y, z].join(); }
console.log(f());
(async function () { console.log(await ((await b)?.g)(), (await (b?.g)()), arguments.length); })(1);
