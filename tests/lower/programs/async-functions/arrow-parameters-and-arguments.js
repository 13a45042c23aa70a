const a = async (x, y = x * 2, { z = y + 1 } = {}, ...rest) => {
  await null;
  return [x, y, z, rest];
};
a(1).then((v) => console.log(JSON.stringify(v)));
a(1, 5, { z: 0 }, 7, 8).then((v) => console.log(JSON.stringify(v)));
function f() {
  const b = async (p = arguments[0], q = arguments.length) => {
    await null;
    return [p, q, arguments[1], (() => arguments.length)()];
  };
  return b();
}
f("first", "second").then((v) => console.log(v));
const fail = async ([p]) => p;
fail(null).catch((e) => console.log(e.name));
console.log(a.length, fail.length);
