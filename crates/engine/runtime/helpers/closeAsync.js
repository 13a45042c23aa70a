import Returned from "./returned.js";

// Closes the iterator of a `for await` that is left: another machine takes the place of the
// one in `state` until that is done. `how` is below zero where `sent` is thrown; an error
// that led here is not hidden by one of the iterator. (ECMAScript, AsyncIteratorClose.)
export default function closeAsync(state, steps, how, sent) {
  var outer = state.b;
  var label = state.n;
  var handler = state.h;
  var failed = how < 0 && !(sent instanceof Returned);
  try {
    var iterator = steps.i;
    var method = iterator.return;
    if (method != null) {
      var result = method.call(iterator);
      state.b = machine;
      state.n = 1;
      state.h = 2;
      return result;
    }
  } catch (error) {
    throw failed ? sent : error;
  }
  return leave();

  function machine(state, at, value) {
    state.b = outer;
    state.h = handler;
    if (!failed) {
      if (at > 1) throw value;
      if (Object(value) !== value) throw new TypeError(String(value) + " is not an object");
    }
    return leave();
  }

  function leave() {
    if (how < 0) throw sent;
    state.n = label;
    state.v = sent;
    return state;
  }
}
