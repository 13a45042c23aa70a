class Outer {
  #x = "outer";
  inner() {
    const outer = this;
    return new (class Inner {
      #x = "inner";
      #y = outer.#z;
      both() {
        try {
          return [this.#x, this.#y, outer.#x];
        } catch (e) {
          return e.name;
        }
      }
    })().both();
  }
  #z = "z";
  nested() {
    const self = this;
    return new (class { read() { return self.#x; } })().read();
  }
}
console.log(new Outer().inner(), new Outer().nested());
