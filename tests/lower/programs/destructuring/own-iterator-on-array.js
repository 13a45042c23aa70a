const list = [1, 2, 3];
list[Symbol.iterator] = function* () {
  yield "own";
};
const [a, b] = list;
console.log(a, b, [...list], list.length);
