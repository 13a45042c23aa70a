// The body of an async function.
const seen = [];
await new Promise((done) => {
  setTimeout(() => { seen.push("b"); done(); }, 30);
  setTimeout(() => seen.push("a"), 5);
  const gone = setTimeout(() => seen.push("never"), 1);
  clearTimeout(gone);
  setImmediate(() => seen.push("now"));
  queueMicrotask(() => seen.push("job"));
  process.nextTick((x) => seen.push(x), "tick");
});
let ticks = 0;
await new Promise((done) => { const one = setInterval(() => { if (++ticks === 3) { clearInterval(one); done(); } }, 1); });
return [seen.sort(), ticks];
