class A { k() { return "key"; } }
class B extends A {
  m() {
    return class { [super.k()]() { return "inner"; } };
  }
  o() {
    return { [super.k()]: 1, k: super.k };
  }
}
console.log(new (new B().m())().key(), new B().o().key, new B().o().k === A.prototype.k);
