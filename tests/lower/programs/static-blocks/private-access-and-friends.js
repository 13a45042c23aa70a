let read, write;
class A {
  #v = 1;
  static #s = "static private";
  static {
    read = (a) => a.#v;
    write = (a, v) => { a.#v = v; };
    this.copy = A.#s;
  }
}
const a = new A();
write(a, 5);
console.log(read(a), A.copy);
