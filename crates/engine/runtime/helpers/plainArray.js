// Whether iterating over `value` gives just its elements: it is an array, and neither its
// iterator nor the iterators of arrays have been changed.
export default function plainArray(value) {
  return Array.isArray(value) && (!native || (value[Symbol.iterator] === native.values && native.iterator.next === native.next));
}

var native = /* @__PURE__ */ remember();

function remember() {
  if (typeof Symbol !== "function" || !Symbol.iterator) return;
  var values = [][Symbol.iterator];
  var iterator = values && Object.getPrototypeOf([][Symbol.iterator]());
  return iterator && { values: values, iterator: iterator, next: iterator.next };
}
