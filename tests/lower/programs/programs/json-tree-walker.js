function* walk(value, path = []) {
  if (Object(value) !== value) return yield { path: path.join("."), value };
  let count = 0;
  for (const [key, child] of Object.entries(value)) count += yield* walk(child, [...path, key]) ?? 1;
  return count;
}
const data = { a: 1, b: [2, { c: null, d: ["x"] }], e: {} };
for (const { path, value = "undefined" } of walk(data)) console.log(path, value);
const flat = Object.fromEntries([...walk(data)].map(({ path, value }) => [path, value]));
const { a, "b.0": b0, ...others } = flat;
console.log(a, b0, others);
