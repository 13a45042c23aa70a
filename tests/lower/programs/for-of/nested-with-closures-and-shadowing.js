const fs = [];
const x = [[1, 2], [3]];
for (const y of x) {
  for (const x of y) {
    fs.push(() => x);
    {
      const x = "inner";
      fs.push(() => x);
    }
  }
}
console.log(fs.map((f) => f()));
