const out = [];
for (let i = 0; i < 10; i++) {
  const skip = (by) => {
    i += by;
  };
  out.push(i);
  if (i % 2 === 0) skip(2);
}
console.log(out);
let keep;
for (let i = 0; i < 3; i++) {
  if (i === 1) keep = { get: () => i, set: (v) => (i = v) };
}
console.log(keep.get());
keep.set(40);
console.log(keep.get());
