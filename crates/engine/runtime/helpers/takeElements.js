import elementsOf from "./elementsOf.js";
import plainArray from "./plainArray.js";

// Something with the first `count` elements of `value`, or with all: an array is taken as it
// is.
export default function takeElements(value, count) {
  if (plainArray(value)) return value;
  var next = elementsOf(value);
  if (count == null) return next(true);
  for (var list = []; count--; ) list.push(next());
  next.close();
  return list;
}
