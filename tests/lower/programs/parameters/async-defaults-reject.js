const fail = () => {
  throw new RangeError("from default");
};
async function f(a = fail()) {
  return "never";
}
const g = async ({ a }) => "never";
let p;
try {
  p = f();
  console.log("no throw");
} catch (e) {
  console.log("threw");
}
p.catch((e) => console.log("f", e.name));
g().catch((e) => console.log("g", e.name));
class C {
  async m([a]) {}
}
new C().m(1).catch((e) => console.log("m", e.name));
