class A {
  #n = 10;
  #o = { k: null };
  run() {
    const out = [];
    out.push((this.#n += 5), (this.#n -= 1), (this.#n *= 2), (this.#n /= 4), (this.#n %= 4), (this.#n **= 2), (this.#n <<= 3), (this.#n |= 1));
    out.push(this.#n++, ++this.#n, this.#n--, --this.#n, -this.#n, typeof this.#n);
    this.#o.k ??= "filled";
    this.#n &&= 0;
    this.#n ||= "or";
    this.#n ??= "never";
    out.push(this.#o.k, this.#n, delete this.#o.k, "k" in this.#o);
    return out;
  }
}
console.log(new A().run().join());
