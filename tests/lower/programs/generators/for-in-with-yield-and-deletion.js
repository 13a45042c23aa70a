function* g(o) {
  for (const k in o) {
    yield k;
  }
}
const o = { a: 1, b: 2, c: 3 };
const seen = [];
for (const k of g(o)) {
  seen.push(k);
  if (k === "a") {
    delete o.b;
  }
}
console.log(seen);
console.log([...g(null)], [...g(undefined)], [...g("xy")], [...g([7, , 8])]);
const child = Object.create({ inherited: 1, shadowed: 2 }, { hidden: { value: 1 } });
child.own = 1;
child.shadowed = 3;
console.log([...g(child)]);
