class A {
  list = [];
  static shared = [];
  fn = () => {};
}
const a = new A(), b = new A();
a.list.push(1);
A.shared.push(a);
console.log(b.list, a.list, A.shared.length, a.fn !== b.fn);
