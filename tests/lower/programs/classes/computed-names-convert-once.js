const log = [];
const key = (n) => ({ toString() { log.push(n); return n; } });
class A {
  [key("m")]() {}
  [key("f")] = 1;
  static [key("s")] = 2;
}
new A();
new A();
console.log(log, Object.keys(new A()), Object.keys(A));
