import asyncIterator from "./asyncIterator.js";

// The iterator of a `for await`, its steps (`n`), and what a result says: whether it is the
// last (`d`).
export default function forAwait(iterable) {
  var iterator = asyncIterator(iterable);
  var next = iterator.next;
  return {
    i: iterator,
    n: function () {
      return next.call(iterator);
    },
    d: function (result) {
      if (Object(result) !== result) {
        throw new TypeError("Iterator result " + String(result) + " is not an object");
      }
      return result.done;
    }
  };
}
