const fs = [];
for (let [a, { b = 5 } = {}] = [0]; a < 3; a++, b *= 2) fs.push(() => [a, b]);
console.log(fs.map((f) => f().join()));
for (const { x, ...rest } of [{ x: 1, y: 2 }, { x: 3, z: 4 }]) fs.push(() => [x, rest]);
console.log(JSON.stringify(fs.slice(3).map((f) => f())));
