// The iterator that `for await` and `yield*` in async generators run over.
// (ECMAScript, GetIterator with kind async, and Async-from-Sync Iterator objects.)
export default function asyncIterator(iterable) {
  var symbols = typeof Symbol === "function";
  var method = iterable[(symbols && Symbol.asyncIterator) || "@@asyncIterator"];
  if (method != null) return object(method.call(iterable));
  method = iterable[(symbols && Symbol.iterator) || "@@iterator"];
  if (typeof method !== "function") throw new TypeError("Object is not async iterable");
  return fromSync(object(method.call(iterable)));
}

function object(value) {
  if (Object(value) !== value) throw new TypeError(String(value) + " is not an object");
  return value;
}

function fromSync(sync) {
  var next = sync.next;

  // A promise of the result that `method` gives, its value awaited.
  function step(method, sent, closes) {
    try {
      var result = object(method.apply(sync, sent));
      var done = !!result.done;
      var value = result.value;
      closes = closes && !done;
      try {
        value = Promise.resolve(value);
      } catch (error) {
        fail(error);
      }
      return value.then(function (value) {
        return { value: value, done: done };
      }, closes ? fail : undefined);
    } catch (error) {
      return Promise.reject(error);
    }

    // Nothing that goes wrong here hides the error that led here.
    function fail(error) {
      try {
        if (closes && (method = sync.return) != null) method.call(sync);
      } catch (ignored) {}
      throw error;
    }
  }

  return {
    next: function () {
      return step(next, arguments, true);
    },
    return: function (value) {
      var method = sync.return;
      if (method == null) return Promise.resolve({ value: value, done: true });
      return step(method, arguments);
    },
    throw: function () {
      var method = sync.throw;
      if (method != null) return step(method, arguments, true);
      return step(function () {
        method = sync.return;
        if (method != null) object(method.call(sync));
        throw new TypeError("The iterator does not provide a 'throw' method");
      }, []);
    }
  };
}
