class A {
  static {
    const f = function () { return [this, arguments.length]; };
    const g = async () => { await null; return this === A; };
    function* h() { yield typeof this; }
    this.r = [f(1, 2), [...h()]];
    g().then((v) => console.log(v));
  }
}
console.log(A.r);
