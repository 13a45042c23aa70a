export const { a, ...rest } = { a: 1, b: 2 };
export let [x, y = x] = [5];
function bump() {
  [x, y] = [x + 1, y + 1];
  ({ x } = { x: x * 2 });
}
bump();
console.log(a, rest, x, y);
