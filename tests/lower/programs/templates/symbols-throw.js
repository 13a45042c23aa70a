const s = Symbol("s");
for (const f of [() => `${s}`, () => `a${s}`, () => `${"a"}${s}b`, () => `${{ toString: () => s }}`, () => `${[s]}`]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name);
  }
}
console.log(`${String(s)} ${s.toString()} ${s.description}`);
