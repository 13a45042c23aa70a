async function f() {
  const n = arguments.length;
  await null;
  return [n, arguments[1], (() => arguments[0])()];
}
f("x", "y").then((v) => console.log(v));
async function g(a) {
  await null;
  a = "changed";
  return arguments[0];
}
g("start").then((v) => console.log(v));
const o = {
  async m() {
    const inner = async () => {
      await 0;
      return arguments.length;
    };
    return inner(1, 2, 3, 4);
  },
};
o.m("one").then((v) => console.log(v));
