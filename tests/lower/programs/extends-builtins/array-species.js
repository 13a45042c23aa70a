class List extends Array {
  static get [Symbol.species]() { return Array; }
}
const l = new List(1, 2, 3);
console.log(l instanceof List, l.map((x) => x) instanceof List, l.slice() instanceof List, Array.isArray(l.filter(Boolean)));
