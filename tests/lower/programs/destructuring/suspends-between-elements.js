// Between the steps of an iterator code may suspend: values are not taken ahead of it, and the
// iterator is closed when all is done, or when something fails or returns.
let log = [];
const t = (name, value) => (log.push(name), value);
function it(values) {
  let i = 0;
  return {
    [Symbol.iterator]() { log.push("open"); return this; },
    next() { log.push("next"); return { value: values[i], done: i++ >= values.length }; },
    return() { log.push("return"); return {}; },
  };
}
const asyncs = {
  async declared() { const [a, b = await t("default", 4), ...c] = it([1, undefined, 3]); log.push(a, b, c); },
  async forHead() { for (const [y, b = await t("default", 2)] of [it([1])]) log.push(y, b); },
  async forCaptured() { const fs = []; for (const [y, b = await t("default", 2)] of [it([1]), it([5, 6, 7])]) fs.push(() => y + b); log.push(...fs.map((f) => f())); },
  async forVariable() { let a, b; for ([a, b = await t("default", 2)] of [it([1])]) { log.push(a, b); break; } },
  async forClassic() { for (let [i, j = await t("default", 2)] = it([0]); i < j; i++) log.push(i); },
  async statement() { let q; const o = {}; [t("target", o).p = await t("default", 1), q] = it([undefined, 2, 3]); log.push(o.p, q); },
  async value() { let q; const o = {}, list = it([undefined, 2, 3]); log.push(([t("target", o).p = await t("default", 1), q] = list) === list, o.p, q); },
  async operand() { let q; const o = {}; log.push(t("before", "x") + (([t("target", o)[await t("key", "k")] = await t("default", 1), q] = it([1, 2, 3])), q) + JSON.stringify(o)); },
  async condition(x) { let q = 0; const r = x && (([q = await t("default", 1)] = it([])), q); log.push(r, q); },
  async nested() { const { x: [a, [b = await t("default", 2)], ...c], y = await t("y", 3) } = { x: it([1, it([undefined]), 5]) }; log.push(a, b, y, c); },
  async nestedList() { const [[a = await t("a", 1)] = it([]), { b = await t("b", 2) } = {}] = it([it([]), undefined, 0]); log.push(a, b); },
  async rejects() { try { const [a, b = await Promise.reject(7)] = it([1, undefined, 4]); } catch (e) { log.push("caught", e); } },
  async hole() { const [, , a = await t("default", 1)] = it([1]); log.push(a); },
  async inCatch() { try { throw it([]); } catch ([a = await t("default", 1)]) { log.push(a); } },
  async closes() { try { const [a = await t("default", 1)] = { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { throw "return"; } }) }; } catch (e) { log.push(e); } },
  async arrow() { const f = async () => { let [a = await t("default", this === asyncs)] = it([undefined, 1]); return a; }; log.push(await f()); },
  async usesArguments() { const [a = (await 0, arguments.length)] = it([undefined, 1]); log.push(a); },
};
function* declared() { const [a, b = yield t("default", 1)] = it([1, undefined, 4]); log.push(a, b); }
function* looped() { let a, b; for ([a, b = yield 1] of [it([1, undefined, 4]), it([2])]) log.push(a, b); }
function* delegated() { const [a = yield* (function* () { return yield 5; })()] = it([]); return a; }
async function* both() { const [a = await t("await", 1), b = yield a] = it([undefined, undefined, 1]); return [a, b]; }
const ends = {
  next: (i) => i.next("sent"),
  return: (i) => i.return("returned"),
  throw: (i) => { try { return i.throw("thrown"); } catch (e) { return e; } },
};
(async () => {
  for (const name of Object.keys(asyncs)) {
    log = [];
    try { await asyncs[name](1, 2); } catch (e) { log.push(String(e)); }
    console.log(name, log.join(" "));
  }
  for (const [name, make] of Object.entries({ declared, looped, delegated })) {
    for (const end of Object.keys(ends)) {
      log = [];
      const i = make();
      i.next();
      console.log(name, end, JSON.stringify([ends[end](i), i.next()]), log.join(" "));
    }
  }
  log = [];
  const i = both();
  console.log(JSON.stringify([await i.next(), await i.next("sent"), await i.next()]), log.join(" "));
  log = [];
  const j = both();
  await j.next();
  console.log(JSON.stringify([await j.return("returned"), await j.next()]), log.join(" "));
})();
