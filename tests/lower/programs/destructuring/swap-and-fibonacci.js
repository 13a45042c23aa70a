let a = 0, b = 1;
const out = [];
for (let i = 0; i < 10; i++, [a, b] = [b, a + b]) out.push(a);
console.log(out);
const list = [3, 1, 2];
for (let i = 0; i < list.length; i++)
  for (let j = 0; j + 1 < list.length; j++)
    if (list[j] > list[j + 1]) [list[j], list[j + 1]] = [list[j + 1], list[j]];
console.log(list);
