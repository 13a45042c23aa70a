function* g() {
  const f = () => this.v + arguments[0];
  yield f();
  yield (() => f())();
}
console.log([...g.call({ v: 1 }, 2)]);
async function a() {
  await null;
  const f = async () => {
    await null;
    return this.v + arguments[0];
  };
  return f();
}
a.call({ v: 10 }, 5).then((v) => console.log(v));
