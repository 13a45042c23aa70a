const names = [];
let x;
for (const f of [
  () => { const {} = null; },
  () => { const {} = undefined; },
  () => { const { a } = null; },
  () => { const [] = null; },
  () => { const [a] = undefined; },
  () => { const { a: { b } } = { a: null }; },
  () => { const [[a]] = [null]; },
  () => { ({} = null); },
  () => { ({ x } = undefined); },
  () => { [x] = 5; },
  () => { ({ ...x } = null); },
  () => { const { ...r } = undefined; },
  () => { const [a] = {}; },
  () => { const [a] = { [Symbol.iterator]: 1 }; },
  () => { const [a] = { [Symbol.iterator]: () => 1 }; },
  () => { for (const { a } of [null]); },
  () => { for (const [a] of [1]); },
  () => { try { throw null; } catch ({ message }) {} },
]) {
  try {
    f();
    names.push("fine");
  } catch (e) {
    names.push(e.name);
  }
}
console.log(names.join(" "));
