import plainArray from "./plainArray.js";
import withElements from "./withElements.js";

// Something with the first `count` elements of `value`, or with all: an array is taken as it
// is.
export default function takeElements(value, count) {
  if (plainArray(value)) return value;
  var list = [];
  withElements(value, function (next) {
    if (count == null) list = next(true);
    else while (count--) list.push(next());
  });
  return list;
}
