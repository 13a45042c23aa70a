let x = "outer";
class A {
  static {
    var x = "block var";
    let y = 1;
    function f() { return x + y; }
    console.log(f());
    {
      let x = "inner";
      console.log(x);
    }
  }
  static {
    console.log(typeof y, typeof f, x);
  }
}
console.log(x, typeof y);
