const effects = [];
const signal = (value) => {
  const readers = new Set();
  return {
    get value() { const [running] = effects.slice(-1); running && readers.add(running); return value; },
    set value(next) { if (Object.is(value, next)) return; value = next; for (const r of [...readers]) r(); },
  };
};
const effect = (f) => {
  const run = () => { effects.push(run); try { f(); } finally { effects.pop(); } };
  run();
};
const computed = (f) => { const s = signal(); effect(() => (s.value = f())); return { get value() { return s.value; } }; };
const [a, b] = [1, 2].map(signal);
const sum = computed(() => a.value + b.value);
const log = [];
effect(() => log.push(`sum ${sum.value}`));
a.value++;
b.value **= 3;
a.value = a.value;
({ x: a.value, y: b.value = 50 } = { x: 0 });
console.log(log);
