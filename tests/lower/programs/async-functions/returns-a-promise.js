async function f(x) {
  return x;
}
const p = f(1);
console.log(p instanceof Promise, Object.prototype.toString.call(p));
p.then((v) => console.log(v));
f(Promise.resolve("unwrapped")).then((v) => console.log(v));
f({ then: (resolve) => resolve("thenable") }).then((v) => console.log(v));
(async () => {})().then((v) => console.log(v));
