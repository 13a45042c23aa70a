const { 0: first, ...others } = "abc";
console.log(first, others);
const { ...number } = 5;
console.log(number);
const { length, ...list } = ["a", "b"];
console.log(length, list);
const { [1]: one, ...sparse } = [1, 2, 3];
console.log(one, sparse);
