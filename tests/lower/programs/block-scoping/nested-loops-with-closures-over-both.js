const fs = [];
for (let i = 0; i < 2; i++) {
  const row = i * 10;
  for (let j = 0; j < 2; j++) {
    const cell = row + j;
    fs.push(() => [i, row, j, cell].join("/"));
    i += 0;
  }
  fs.push(() => [i, row].join("/"));
}
console.log(fs.map((f) => f()));
