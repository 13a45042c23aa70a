const fs = [];
for (let i = 0; i < 3; i++) {
  fs.push(() => i);
  i *= 1;
  if (i === 1) i = 1.5;
}
console.log(fs.map((f) => f()));
