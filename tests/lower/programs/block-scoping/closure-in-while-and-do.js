let i = 0;
const fs = [];
do {
  const here = i;
  fs.push(() => here);
} while (++i < 3);
while (i-- > 0) {
  let also = i;
  fs.push(() => also--);
}
console.log(fs.map((f) => f()), fs.map((f) => f()));
