// The iterator that `for await` and `yield*` in async generators run over.
// (ECMAScript, GetIterator with kind async, and Async-from-Sync Iterator objects.)
export default function asyncIterator(iterable) {
  var symbols = typeof Symbol === "function";
  var method = iterable[(symbols && Symbol.asyncIterator) || "@@asyncIterator"];
  if (method != null) return iterator(method.call(iterable));
  method = iterable[(symbols && Symbol.iterator) || "@@iterator"];
  if (typeof method !== "function") throw new TypeError("Object is not async iterable");
  return fromSync(iterator(method.call(iterable)));
}

function iterator(object) {
  if (Object(object) !== object) {
    throw new TypeError(String(object) + " is not an object");
  }
  return object;
}

function fromSync(sync) {
  var next = sync.next;

  // Settles with the result of `call`, its value awaited.
  function step(call, closing) {
    return new Promise(function (resolve) {
      var result = call();
      if (Object(result) !== result) {
        throw new TypeError("Iterator result " + String(result) + " is not an object");
      }
      var done = !!result.done;
      var value = result.value;
      try {
        var promise = Promise.resolve(value);
      } catch (error) {
        if (!done && closing) close();
        throw error;
      }
      resolve(
        promise.then(
          function (value) {
            return { value: value, done: done };
          },
          function (error) {
            if (!done && closing) close();
            throw error;
          }
        )
      );
    });
  }

  // Nothing that goes wrong here hides the error that led here.
  function close() {
    try {
      var method = sync.return;
      if (method != null) method.call(sync);
    } catch (ignored) {}
  }

  var object = {
    next: function () {
      var sent = arguments;
      return step(function () {
        return next.apply(sync, sent);
      }, true);
    },
    return: function (value) {
      var sent = arguments;
      return step(function () {
        var method = sync.return;
        return method == null ? { value: value, done: true } : method.apply(sync, sent);
      }, false);
    },
    throw: function () {
      var sent = arguments;
      return step(function () {
        var method = sync.throw;
        if (method != null) return method.apply(sync, sent);
        method = sync.return;
        if (method != null) iterator(method.call(sync));
        throw new TypeError("The iterator does not provide a 'throw' method");
      }, true);
    }
  };
  return object;
}
