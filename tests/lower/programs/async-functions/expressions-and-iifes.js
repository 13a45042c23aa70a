const named = async function self(n) {
  return n > 0 ? self(n - 1) : typeof self;
};
named(3).then((v) => console.log(v));
(async function () {
  console.log(this === globalThis, arguments.length);
})(1, 2);
void (async () => console.log("void"))();
new Promise(async (resolve) => resolve(await "executor")).then((v) => console.log(v));
[1, 2].map(async (x) => (await x) * 2).forEach((p) => p.then((v) => console.log(v)));
