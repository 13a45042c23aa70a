class List {
  #items;
  constructor(...items) { this.#items = items; }
  [Symbol.iterator]() {
    let i = 0;
    const items = this.#items;
    return {
      next: () => (i < items.length ? { value: items[i++], done: false } : { value: undefined, done: true }),
      return(v) {
        console.log("closed at", i);
        return { value: v, done: true };
      },
      [Symbol.iterator]() { return this; },
    };
  }
}
const list = new List("a", "b", "c");
for (const x of list) if (x === "b") break;
const [first] = list;
console.log(first, [...list], Array.from(list).length);
function* wrap() { yield* list; }
for (const x of wrap()) break;
console.log(new Map([...list].entries()).get(2));
