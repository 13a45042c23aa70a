function collect() {
  const fs = [];
  for (let i = 0; i < arguments.length; i++) {
    fs.push(() => this.name + arguments[i] + i);
    if (i > 5) return null;
  }
  return fs.map((f) => f());
}
console.log(collect.call({ name: "n" }, "a", "b"));
function direct() {
  let sum = 0;
  for (let i = 0; i < arguments.length; i++) {
    const g = () => i;
    sum += arguments[i] * this.factor + g();
    arguments[i] = 0;
  }
  return [sum, arguments[0]];
}
console.log(direct.call({ factor: 10 }, 1, 2, 3));
