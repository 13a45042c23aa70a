async function f(list) {
  const fs = [];
  for (const item of list) {
    const value = await item;
    fs.push(() => [item === value, value]);
    if (value === 2) continue;
    if (value === 4) return fs.map((g) => g().join());
    for (let k = 0; k < 2; k++) fs.push(() => [k, value]);
    await null;
  }
  return "end";
}
f([1, Promise.resolve(2), 3, 4, 5]).then((v) => console.log(v));
f([]).then((v) => console.log(v));
