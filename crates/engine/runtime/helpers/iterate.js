import objectOf from "./objectOf.js";

// What gives the elements of `value`: an iterator, or an array where iterating would give
// just its elements, since nobody has changed how arrays are iterated.
// (ECMAScript, GetIterator.) `arrayLike`: what is like an array is iterable, as everything
// is in engines without symbols.
export default function iterate(value, arrayLike) {
  if (Array.isArray(value) && (!native || (value[native.s] === native.v && native.p.next === native.n))) return value;
  var symbol = typeof Symbol === "function" && Symbol.iterator;
  var method = value[symbol || "@@iterator"];
  if (typeof method === "function") return objectOf(method.call(value));
  if (method == null && (arrayLike || !symbol)) {
    if (typeof value === "string") return value.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/g) || [];
    if (value.length >= 0) return [].slice.call(value);
  }
  throw new TypeError(typeof value + " is not iterable");
}

// How arrays are iterated.
var native = /* @__PURE__ */ remember();

function remember() {
  var symbol = typeof Symbol === "function" && Symbol.iterator;
  var method = symbol && [][symbol];
  if (!method) return;
  var prototype = Object.getPrototypeOf(method.call([]));
  return { s: symbol, v: method, p: prototype, n: prototype.next };
}
