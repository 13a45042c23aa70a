class A {
  f = (...args) => args.length;
  m() {
    return () => arguments.length;
  }
}
console.log(new A().f(1, 2, 3), new A().m(1, 2)());
