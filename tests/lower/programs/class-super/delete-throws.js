let evaluated = 0;
class A {
  m() {
    try {
      delete super.x;
    } catch (e) {
      return e.name;
    }
  }
  n() {
    try {
      delete super[(evaluated++, "y")];
    } catch (e) {
      return e.name;
    }
  }
}
console.log(new A().m(), new A().n());
