// A part of a function that suspends, with a machine of its own: it takes the place of the
// one in `state` until it ends. What it does not take itself arrives at its label 1.
export default function callMachine(state, part) {
  var outer = state.b;
  var label = state.n;
  var handler = state.h;
  var last = state.f;
  state.b = function (state, at, value) {
    if (at !== 1) {
      value = part(state, at, value);
      if (state.n || value === state) return value;
    }
    state.b = outer;
    state.h = handler;
    state.f = last;
    if (at === 1) throw value;
    state.n = label;
    state.v = value;
    return state;
  };
  state.n = 0;
  state.h = state.f = 1;
  return state;
}
