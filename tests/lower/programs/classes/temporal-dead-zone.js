const log = [];
try {
  new Late();
} catch (e) {
  log.push(e.name);
}
class Late {}
for (const f of [
  () => { class A extends A {} },
  () => { class A { [A]() {} } },
  () => { class A { static [A.x] = 1; } },
  () => { let x = class B { [(() => B)()] = 1; }; },
  () => { class A { static a = A.name; } return A.a; },
  () => { class A { static { this.b = A === this; } } return A.b; },
  () => { const C = class { static a = C; }; },
]) {
  try {
    log.push(f());
  } catch (e) {
    log.push(e.name);
  }
}
console.log(log);
