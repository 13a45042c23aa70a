(async () => {
  const fs = [];
  outer: for await (const x of [1, 2, 3, 4]) {
    for (const y of ["a", "b"]) {
      fs.push(() => x + y);
      if (x === 2) continue outer;
      if (x === 3) break outer;
    }
  }
  console.log(fs.map((f) => f()));
  const find = async (source, p) => {
    for await (const x of source) {
      const f = () => x;
      if (p(f())) return f;
    }
    return "none";
  };
  console.log((await find([1, 2, 3], (x) => x === 2))(), await find([], Boolean));
})();
