class Cache {
  static #instances = 0;
  #map = new Map();
  constructor(limit = 2, { onEvict = () => {} } = {}) {
    Object.assign(this, { limit, onEvict });
    Cache.#instances++;
  }
  static get instances() { return Cache.#instances; }
  get(key) {
    if (!this.#map.has(key)) return undefined;
    const value = this.#map.get(key);
    this.#map.delete(key);
    this.#map.set(key, value);
    return value;
  }
  set(key, value) {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > this.limit) {
      const [[oldest, dropped]] = this.#map;
      this.#map.delete(oldest);
      this.onEvict({ oldest, dropped });
    }
    return this;
  }
  *[Symbol.iterator]() { yield* this.#map; }
  get size() { return this.#map.size; }
}
const evicted = [];
const cache = new Cache(undefined, { onEvict: ({ oldest }) => evicted.push(oldest) });
cache.set("a", 1).set("b", 2).get("a");
cache.set("c", 3);
console.log([...cache], evicted, cache.size, Cache.instances, cache.get("b")?.x);
