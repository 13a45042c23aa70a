import generatorObject from "./generatorObject.js";
import Returned from "./returned.js";

// The object of a generator function: drives `machine`, which is called with the state, the
// label to go on at and the value that was sent.
//
// The state: `b` the machine, `n` the label to go on at (0: it has ended), `h` the label
// that takes exceptions, `f` that of the innermost `finally`. A machine that returns the
// state goes on at once, at `n` with the value `v`; a label below zero means that the
// machine has given the whole result (`yield*`).
export default function generator(machine, generatorFunction, self) {
  return generatorObject(drive(machine, self), generatorFunction, self);
}

// `kind` is 0 for `next`, 1 for `throw`, 2 for `return`.
function drive(machine, self) {
  var state = { b: machine, n: 0, h: 0, f: 0, v: undefined };
  var running = false;
  function finish() {
    state.b = end;
    state.n = state.h = state.f = 0;
  }
  return function (value, kind) {
    if (running) throw new TypeError("Generator is already running");
    running = true;
    var label = state.n;
    if (kind > 1) value = new Returned(value);
    try {
      for (;;) {
        if (kind) {
          label = kind > 1 ? state.f : state.h;
          if (!label) {
            finish();
            if (kind > 1) return { value: value.v, done: true };
            throw value;
          }
          state.h = 0;
        }
        try {
          state.n = kind = 0;
          value = state.b.call(self, state, label, value);
          label = state.n;
          if (value !== state) {
            if (!label) finish();
            return label < 0 ? value : { value: value, done: !label };
          }
          value = state.v;
        } catch (error) {
          kind = error instanceof Returned ? 2 : 1;
          value = error;
        }
      }
    } finally {
      running = false;
    }
  };
}

function end() {}
