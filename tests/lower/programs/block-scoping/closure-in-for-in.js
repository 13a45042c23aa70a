const object = { a: 1, b: 2, c: 3 };
const fs = {};
for (const key in object) {
  const value = object[key];
  fs[key] = () => key + value;
}
console.log(fs.a(), fs.b(), fs.c());
for (let key in object) {
  const old = key;
  key = key + key;
  fs[old] = () => key;
}
console.log(Object.keys(fs).map((k) => fs[k]()));
