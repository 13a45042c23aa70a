import iterate from "./iterate.js";
import objectOf from "./objectOf.js";

// A function that gives the next element of `value`, or the list of all that are left. Its
// `close` closes the iterator unless it came to its end; `fail` does so, too, and throws
// `error`, whatever the iterator says.
// (ECMAScript, IteratorBindingInitialization, IteratorClose.)
export default function elementsOf(value, arrayLike) {
  var iterator = iterate(value, arrayLike);
  var array = Array.isArray(iterator) && iterator;
  var method = iterator.next;
  var at = 0;
  var done;

  function step() {
    if (done) return;
    done = true;
    if (array) {
      if (at >= array.length) return;
    } else {
      var result = objectOf(method.call(iterator));
      if (result.done) return;
    }
    var element = array ? array[at++] : result.value;
    done = false;
    return element;
  }

  function next(rest) {
    if (!rest) return step();
    var list = [];
    for (var element = step(); !done; element = step()) list.push(element);
    return list;
  }

  next.close = function () {
    if (done || array) return;
    done = true;
    method = iterator.return;
    if (method != null) objectOf(method.call(iterator));
  };

  next.fail = function (error) {
    try {
      next.close();
    } catch (ignored) {}
    throw error;
  };

  return next;
}
