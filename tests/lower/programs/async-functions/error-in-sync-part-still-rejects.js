async function f() {
  null.x;
}
const p = f();
console.log(typeof p.then);
p.catch((e) => console.log(e.name));
async function g() {
  return { get then() { throw "from then"; } };
}
g().catch((e) => console.log(e));
