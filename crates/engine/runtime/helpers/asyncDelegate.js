import asyncIterator from "./asyncIterator.js";
import Returned from "./returned.js";

// `yield*` in async generators: another machine takes the place of the one in `state` until
// the iterator ends.
export default function asyncDelegate(state, iterable) {
  var iterator = asyncIterator(iterable);
  var next = iterator.next;
  var outer = state.b;
  var label = state.n;
  var handler = state.h;
  var last = state.f;
  state.b = machine;
  state.n = 1;
  state.v = undefined;
  return state;

  function machine(state, at, value) {
    var method = next;
    state.b = outer;
    state.h = handler;
    state.f = last;
    switch (at) {
      case 1:
        return wait(4, next.call(iterator, value));
      case 2: // throw
        method = iterator.throw;
        if (method != null) return wait(4, method.call(iterator, value));
        method = iterator.return;
        if (method != null) return wait(6, method.call(iterator));
        missing();
      case 3: // return
        method = iterator.return;
        return method == null ? wait(7, value.v) : wait(5, method.call(iterator, value.v));
      case 6:
        object(value);
        missing();
      case 7:
        throw new Returned(value);
      case 8:
        throw value;
    }
    var done = object(value).done;
    value = value.value;
    if (done && at > 4) throw new Returned(value);
    state.v = value;
    if (done) {
      state.n = label;
    } else {
      state.b = machine;
      state.n = -1;
      state.h = 2;
      state.f = 3;
    }
    return state;
  }

  function wait(at, promise) {
    state.b = machine;
    state.n = at;
    state.h = 8;
    return promise;
  }
}

function missing() {
  throw new TypeError("The iterator does not provide a 'throw' method");
}

function object(value) {
  if (Object(value) !== value) throw new TypeError(String(value) + " is not an object");
  return value;
}
