try {
  [undeclaredOne] = [1];
} catch (e) {
  console.log(e.name);
}
try {
  ({ undeclaredTwo } = { undeclaredTwo: 1 });
} catch (e) {
  console.log(e.name);
}
console.log(typeof undeclaredOne, typeof undeclaredTwo);
