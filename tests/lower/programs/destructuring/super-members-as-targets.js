class A {}
class B extends A {
  m() {
    [super.x, super["y"]] = [1, 2];
    ({ z: super.z } = { z: 3 });
    return [this.x, this.y, this.z, Object.keys(this)];
  }
}
console.log(new B().m());
