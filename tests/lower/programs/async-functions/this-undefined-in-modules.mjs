async function f() {
  await null;
  return this;
}
const g = async () => this;
console.log(await_(f), await_(g));
function await_(h) {
  h().then((v) => console.log(v));
  return typeof this;
}
