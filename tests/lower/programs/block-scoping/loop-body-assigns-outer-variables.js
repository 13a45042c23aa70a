function f(list) {
  let last;
  let count = 0;
  const fs = [];
  for (const item of list) {
    fs.push(() => item + count);
    last = item;
    count++;
  }
  return [last, count, fs.map((g) => g())];
}
console.log(JSON.stringify(f(["x", "y"])));
function g() {
  for (let i = 0; i < 3; i++) {
    var seen = i;
    var get = () => i;
  }
  return [seen, get()];
}
console.log(g());
