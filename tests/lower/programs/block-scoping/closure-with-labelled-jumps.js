const fs = [];
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    fs.push(() => `${i}${j}`);
    if (j === 2) continue outer;
    if (i === 2 && j === 1) break outer;
  }
  fs.push(() => "never");
}
console.log(fs.map((f) => f()).join(" "));
a: b: for (let k = 0; ; k++) {
  fs.push(() => k);
  if (k === 0) continue a;
  if (k === 1) continue b;
  break b;
}
console.log(fs.length, fs[fs.length - 1]());
