class A {
  #x = 0;
  #list = [];
  m() {
    [this.#x, ...this.#list] = [1, 2, 3];
    const first = [this.#x, this.#list];
    ({ a: this.#x = 9, ...this.#list } = { b: 4 });
    return [first, this.#x, this.#list];
  }
  loop() {
    const out = [];
    for (this.#x of [7, 8]) out.push(this.#x);
    for ([this.#x] of [[5]]) out.push(this.#x);
    return out;
  }
}
console.log(new A().m(), new A().loop());
