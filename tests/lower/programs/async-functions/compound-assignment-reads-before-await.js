let x = 1;
const o = { n: 1 };
async function add(by) {
  x += await by;
  o.n += await by;
}
Promise.all([add(10), add(100)]).then(() => console.log(x, o.n));
