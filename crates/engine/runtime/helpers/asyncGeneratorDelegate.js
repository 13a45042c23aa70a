// Stands in `yield*` of a generator that plays an async one. What the inner iterator gives
// is a promise, so every step takes two: hand the promise out as a mark, then be told by
// `wrapAsyncGenerator` what became of it.
export default function asyncGeneratorDelegate(inner) {
  var next = inner.next;
  var waiting = false;
  // `final`: there is no inner result; what the promise gives ends the delegation.
  function mark(promise, final) {
    waiting = true;
    return {
      done: false,
      value: {
        delegate: asyncGeneratorDelegate,
        promise: promise,
        final: final,
        // Suspended at a value of the inner iterator: the next call is a new step.
        suspend: function () {
          waiting = false;
        }
      }
    };
  }
  function finish(value) {
    waiting = false;
    return { done: true, value: value };
  }
  var delegate = {
    next: function (value) {
      return waiting ? finish(value) : mark(next.call(inner, value));
    },
    throw: function (error) {
      if (waiting) {
        waiting = false;
        throw error;
      }
      var method = inner.throw;
      if (method != null) return mark(method.call(inner, error));
      // The inner iterator cannot be told, so it is closed.
      var close = inner.return;
      var closed = close == null ? undefined : close.call(inner);
      return mark(
        Promise.resolve(closed).then(function (result) {
          if (close != null && Object(result) !== result) {
            throw new TypeError("iterator result " + String(result) + " is not an object");
          }
          throw new TypeError("The iterator does not provide a 'throw' method");
        })
      );
    },
    return: function (value) {
      if (waiting) return finish(value);
      var method = inner.return;
      return method == null ? mark(value, true) : mark(method.call(inner, value));
    }
  };
  delegate[typeof Symbol === "function" ? Symbol.iterator : "@@iterator"] = function () {
    return this;
  };
  return delegate;
}
