class Matrix {
  #rows;
  constructor(...rows) { this.#rows = rows.map((row) => [...row]); }
  static identity(n) { return new this(...Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)))); }
  get size() { return [this.#rows.length, this.#rows[0]?.length ?? 0]; }
  *[Symbol.iterator]() { for (const row of this.#rows) yield* row; }
  *columns() { const [, w] = this.size; for (let j = 0; j < w; j++) yield this.#rows.map(({ [j]: cell }) => cell); }
  times(other) {
    const columns = [...other.columns()];
    return new Matrix(...this.#rows.map((row) => columns.map((column) => row.reduce((s, v, i) => s + v * column[i], 0))));
  }
  toString() { return this.#rows.map((r) => r.join(" ")).join("|"); }
}
const m = new Matrix([1, 2], [3, 4]);
console.log(`${m.times(m)}`, `${m.times(Matrix.identity(2))}`, [...m], Math.max(...m), m.size, [...m.columns()]);
