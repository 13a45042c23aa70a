// Whoever has such a function may call it while the declaration has not run, or never will.
const fs = [], now = [];
const keep = { it: (f) => fs.push(f) };
const call = (f) => { try { return f(); } catch (e) { return e.name; } };
const at = { once: (f) => now.push(call(f)) };
function fails() { throw new Error("boom"); }
const made = [
  function leaves(leave = true) { fs.push(() => y); if (leave) return; let y = 1; },
  function throws() { fs.push(() => y); const y = undeclared; },
  function callThrows() { fs.push(() => y); const y = fails(); },
  function inTry() { try { keep.it(() => y); const y = fails(); } catch { } },
  function writes() { fs.push(() => { y = 1; }); fails(); let y = 1; },
  function updates() { fs.push(() => y++); fails(); let y = 1; },
  function patterns() { fs.push(() => y); const { y } = null; },
  function classes() { fs.push(() => Y.name); class Y extends fails() { } },
  function nested() { fs.push(() => [1].map(() => y)[0]); const y = fails(); },
  function functions() { keep.it(function () { return typeof y; }); const y = fails(); },
  function constructs() { new (class { constructor(f) { fs.push(f); } })(() => y); const y = fails(); },
  function calledNow() { at.once(() => y); let y = 1; at.once(() => y); },
  function loops() { for (let i = 0; i < 2; i++) { at.once(() => y + i); let y = i; at.once(() => y + i); } },
  function afterwards() { fs.push(() => y); let y = "there"; },
  function handler() { const sub = keep.it(() => sub); },
  function subscribes() { const sub = at.once(() => sub); },
];
for (const f of made) call(f);
async function waits() { fs.push(() => y); const y = await Promise.reject(1); }
waits().catch(() => {});
function* yields() { fs.push(() => y); const y = yield 1; }
yields().next();
console.log(JSON.stringify(fs.map(call)), JSON.stringify(now));
