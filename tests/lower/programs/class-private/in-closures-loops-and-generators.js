class A {
  #list = [1, 2, 3];
  *[Symbol.iterator]() {
    for (const x of this.#list) yield () => x + this.#list.length;
  }
  fs() {
    const out = [];
    for (let i = 0; i < this.#list.length; i++) out.push(() => this.#list[i]);
    return out.map((f) => f());
  }
}
console.log([...new A()].map((f) => f()), new A().fs());
