const fs = [];
for (let i = 0; i < 8; i++) {
  const j = i * i;
  if (i === 1) continue;
  if (i === 5) break;
  fs.push(() => [i, j]);
}
console.log(JSON.stringify(fs.map((f) => f())));
let n = 0;
const gs = [];
while (true) {
  let k = n++;
  gs.push(() => k);
  if (k < 3) continue;
  break;
}
console.log(gs.map((g) => g()));
