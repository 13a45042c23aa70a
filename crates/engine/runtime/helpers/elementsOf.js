import openIterator from "./openIterator.js";

// A function that gives the next element of `value`, or the list of all that are left. Its
// `close` closes the iterator unless it came to its end; `fail` does so, too, and throws
// `error`, whatever the iterator says.
// (ECMAScript, IteratorBindingInitialization, IteratorClose.)
export default function elementsOf(value) {
  var iterator = openIterator(value);
  var method = iterator.next;
  var done;

  function step() {
    if (done) return;
    done = true;
    var result = object(method.call(iterator));
    if (result.done) return;
    var element = result.value;
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
    if (done) return;
    done = true;
    var method = iterator["return"];
    if (method != null) object(method.call(iterator));
  };

  next.fail = function (error) {
    try {
      next.close();
    } catch (ignored) {}
    throw error;
  };

  return next;
}

function object(result) {
  if (Object(result) !== result) throw new TypeError(String(result) + " is not an object");
  return result;
}
