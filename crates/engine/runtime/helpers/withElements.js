import openIterator from "./openIterator.js";

// Calls `body` with a function that gives the next element of `value`, or the list of all
// that are left, and closes the iterator as array patterns do.
// (ECMAScript, IteratorBindingInitialization, IteratorClose.)
export default function withElements(value, body) {
  var iterator = openIterator(value);
  var method = iterator.next;
  var done;

  function step() {
    if (done) return;
    done = true;
    var result = method.call(iterator);
    if (Object(result) !== result) throw new TypeError(String(result) + " is not an object");
    if (result.done) return;
    var element = result.value;
    done = false;
    return element;
  }

  function close() {
    if (done) return;
    var method = iterator["return"];
    if (method == null) return;
    var result = method.call(iterator);
    if (Object(result) !== result) throw new TypeError(String(result) + " is not an object");
  }

  try {
    body(function (rest) {
      if (!rest) return step();
      var list = [];
      for (var element = step(); !done; element = step()) list.push(element);
      return list;
    });
  } catch (error) {
    try {
      close();
    } catch (ignored) {}
    throw error;
  }
  close();
}
