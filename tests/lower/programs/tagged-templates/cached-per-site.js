const tag = (s) => s;
const f = () => tag`same${1}`;
console.log(f() === f(), tag`x` === tag`x`);
const seen = new Set();
for (let i = 0; i < 3; i++) seen.add(tag`loop${i}`);
console.log(seen.size);
class C {
  m() { return tag`in class`; }
}
console.log(new C().m() === new C().m());
function* g() { while (true) yield tag`gen`; }
const it = g();
console.log(it.next().value === it.next().value);
const make = () => () => tag`closure`;
console.log(make()() === make()());
