const o = { a: 1, b: 2, [Symbol.unscopables]: { b: true } };
const b = "outer b";
with (o) {
  console.log(a, b);
}
