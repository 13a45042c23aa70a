const fs = [];
for (let i = 0; i < 4; i++) fs.push(() => i);
console.log(fs.map((f) => f()));
const gs = [];
for (let i = 0, step = 2; i < 6; i += step) gs.push(() => [i, step]);
console.log(gs.map((f) => f().join()));
