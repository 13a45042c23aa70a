try {
  const [a] = { 0: 1, length: 1 };
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
const { 0: a, length } = { 0: 1, length: 1 };
console.log(a, length);
