const [a, b = a * 2, c = a + b] = [1];
const { x, y = x + a, z = () => x + y } = { x: 10 };
console.log(a, b, c, x, y, z());
try {
  const { p = q, q = 1 } = {};
} catch (e) {
  console.log(e.name);
}
