async function sum(tree) {
  if (typeof tree === "number") return tree;
  let total = 0;
  for (const part of tree) total += await sum(part);
  return total;
}
sum([1, [2, [3, 4]], 5]).then((v) => console.log(v));
const fib = async (n) => (n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2)));
fib(8).then((v) => console.log(v));
(async () => (async () => (async () => "deep")())())().then((v) => console.log(v));
