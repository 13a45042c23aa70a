import Returned from "./returned.js";

// `yield*`: another machine takes the place of the one in `state` until the iterator ends.
// Its labels: -1 for `next`, -2 for `throw`, -3 for `return`.
export default function delegate(state, iterable) {
  var method = iterable[(typeof Symbol === "function" && Symbol.iterator) || "@@iterator"];
  if (typeof method !== "function") throw new TypeError("Object is not iterable");
  var iterator = object(method.call(iterable));
  var next = iterator.next;
  var outer = state.b;
  var label = state.n;
  var handler = state.h;
  var last = state.f;
  state.b = machine;
  state.n = -1;
  state.v = undefined;
  return state;

  function machine(state, how, value) {
    var method = next;
    // What goes wrong with the iterator is the business of the machine outside.
    state.b = outer;
    state.h = handler;
    state.f = last;
    if (how < -2) {
      method = iterator.return;
      if (method == null) throw value;
      value = value.v;
    } else if (how < -1) {
      method = iterator.throw;
      if (method == null) {
        method = iterator.return;
        if (method != null) object(method.call(iterator));
        throw new TypeError("The iterator does not provide a 'throw' method");
      }
    }
    var result = object(method.call(iterator, value));
    if (result.done) {
      value = result.value;
      if (how < -2) throw new Returned(value);
      state.n = label;
      state.v = value;
      return state;
    }
    state.b = machine;
    state.n = -1;
    state.h = -2;
    state.f = -3;
    return result;
  }
}

function object(value) {
  if (Object(value) !== value) throw new TypeError(String(value) + " is not an object");
  return value;
}
