const fs = [];
let i = 0;
do {
  let v = i;
  fs.push(() => v);
  if (v % 2) continue;
  fs.push(() => -v);
} while ((console.log("test", i), ++i < 4));
console.log(fs.map((f) => f()));
