let fs = [];
out: {
  let x = 1;
  fs.push(() => x);
  if (x) break out;
  fs.push(() => "never");
}
done: for (const a of [1, 2, 3]) {
  inner: {
    const b = a * 2;
    fs.push(() => b);
    if (a === 2) break inner;
    if (a === 3) break done;
    fs.push(() => -b);
  }
  fs.push(() => a * 100);
}
console.log(fs.map((f) => f()));
