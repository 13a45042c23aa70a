async function* g() {
  for (let i = 0; i < 3; i++) {
    await null;
    yield i;
  }
  return "end";
}
const it = g();
Promise.all([it.next(), it.next(), it.return("early"), it.next(), it.next()]).then((rs) => {
  console.log(JSON.stringify(rs));
});
const other = g();
Promise.all([other.next(), other.next(), other.next(), other.next(), other.next()]).then((rs) => {
  console.log(JSON.stringify(rs));
});
