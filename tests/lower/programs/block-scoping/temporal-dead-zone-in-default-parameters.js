function run(f, ...args) {
  try {
    return f(...args);
  } catch (e) {
    return e.name;
  }
}
console.log(run((a = b, b = 1) => [a, b]));
console.log(run((a = b, b = 1) => [a, b], 7));
console.log(run((a = a) => a));
console.log(run((a, b = () => c, c = b()) => c, 0));
console.log(run(({ a = b, b }) => a, { b: 1 }));
console.log(run((a = (() => b)(), b) => a));
console.log(run((a = () => b, b = 2) => a()));
