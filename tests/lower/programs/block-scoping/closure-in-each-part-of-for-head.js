const init = [];
const test = [];
const update = [];
const body = [];
for (
  let i = (init.push(() => i), 0);
  test.push(() => i), i < 3;
  update.push(() => i), i++
) {
  body.push(() => i);
}
console.log(init.map((f) => f()));
console.log(test.map((f) => f()));
console.log(update.map((f) => f()));
console.log(body.map((f) => f()));
