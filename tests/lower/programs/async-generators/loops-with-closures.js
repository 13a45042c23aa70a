async function* g() {
  for (let i = 0; i < 3; i++) {
    const f = () => i;
    if (i === 1) {
      yield f;
      continue;
    }
    yield await f;
  }
}
(async () => {
  const fs = [];
  for await (const f of g()) fs.push(f);
  console.log(fs.map((f) => f()));
})();
