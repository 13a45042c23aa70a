class Heap {
  #items = [];
  #less;
  constructor(less = (a, b) => a < b) { this.#less = less; }
  get size() { return this.#items.length; }
  push(item) {
    let i = this.#items.push(item) - 1;
    for (let p; i > 0 && this.#less(this.#items[i], this.#items[(p = (i - 1) >> 1)]); i = p) this.#swap(i, p);
    return this;
  }
  pop() {
    this.#swap(0, this.size - 1);
    const top = this.#items.pop();
    for (let i = 0; ; ) {
      const [least] = [i, 2 * i + 1, 2 * i + 2].filter((j) => j < this.size).sort((a, b) => (this.#less(this.#items[a], this.#items[b]) ? -1 : 1));
      if (least === undefined || least === i) return top;
      this.#swap(i, least);
      i = least;
    }
  }
  #swap(a, b) { [this.#items[a], this.#items[b]] = [this.#items[b], this.#items[a]]; }
}
const edges = { a: { b: 7, c: 3 }, b: { d: 2 }, c: { b: 1, d: 8 }, d: {} };
function distances(start) {
  const best = { [start]: 0 };
  const heap = new Heap(([a], [b]) => a < b).push([0, start]);
  while (heap.size) {
    const [far, node] = heap.pop();
    if (far > best[node]) continue;
    for (const [next, length] of Object.entries(edges[node])) {
      const total = far + length;
      if (total < (best[next] ?? Infinity)) {
        best[next] = total;
        heap.push([total, next]);
      }
    }
  }
  return best;
}
console.log(distances("a"));
