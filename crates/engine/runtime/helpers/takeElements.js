import iterate from "./iterate.js";
import objectOf from "./objectOf.js";

// Something with the first `count` elements of `value`, or with all: an array is taken as it
// is.
export default function takeElements(value, count, arrayLike) {
  var iterator = iterate(value, arrayLike);
  if (Array.isArray(iterator)) return iterator;
  var method = iterator.next;
  var list = [];
  while (list.length !== count) {
    var result = objectOf(method.call(iterator));
    if (result.done) return list;
    list.push(result.value);
  }
  method = iterator.return;
  if (method != null) objectOf(method.call(iterator));
  return list;
}
