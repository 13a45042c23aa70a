class Queue {
  #waiting = [];
  #items = [];
  #closed = false;
  push(...items) {
    for (const item of items) {
      if (this.#waiting.length) this.#waiting.shift()({ value: item, done: false });
      else this.#items.push(item);
    }
  }
  close() {
    this.#closed = true;
    for (const done of this.#waiting.splice(0)) done({ value: undefined, done: true });
  }
  async *[Symbol.asyncIterator]() {
    while (true) {
      if (this.#items.length) yield this.#items.shift();
      else if (this.#closed) return;
      else {
        const { value, done } = await new Promise((ok) => this.#waiting.push(ok));
        if (done) return;
        yield value;
      }
    }
  }
}
const q = new Queue();
const sleep = (ms) => new Promise((ok) => setTimeout(ok, ms));
const consumer = async (name, limit = Infinity) => {
  const got = [];
  for await (const item of q) {
    got.push(item);
    if (got.length >= limit) break;
  }
  return `${name}:${got}`;
};
(async () => {
  const results = Promise.all([consumer("a", 2), consumer("b")]);
  for (const n of [1, 2, 3, 4, 5]) {
    q.push(n);
    await sleep(1);
  }
  q.close();
  console.log(await results);
})();
