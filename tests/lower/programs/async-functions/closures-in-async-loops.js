(async () => {
  const fs = [];
  for (let i = 0; i < 3; i++) {
    const v = await i;
    fs.push(() => `${i}${v}`);
  }
  for (const x of [await "p", await "q"]) {
    await null;
    fs.push(() => x);
  }
  console.log(fs.map((f) => f()));
})();
