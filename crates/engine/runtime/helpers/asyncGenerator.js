import generatorObject from "./generatorObject.js";
import rejected from "./rejected.js";
import Returned from "./returned.js";

// The object of an async generator function: drives `machine` (`generator.js` tells how),
// whose labels below zero stand for `yield` and those above for `await`. Requests wait in a
// queue for their turn. (ECMAScript, AsyncGenerator Objects.)
export default function asyncGenerator(machine, generatorFunction, self) {
  return generatorObject(drive(machine, self), generatorFunction, self, rejected);
}

// `kind` is 0 for `next`, 1 for `throw`, 2 for `return`.
function drive(machine, self) {
  var state = { b: machine, n: 0, h: 0, f: 0, v: undefined };
  // The first request is the one being worked on.
  var queue = [];
  var busy = false;
  var begins = false;

  function begin() {
    if (begins) return;
    begins = true;
    while (!busy && queue.length) {
      var request = queue[0];
      var value = request.v;
      var kind = request.k;
      busy = true;
      // A generator that has not been started ends with anything but `next`.
      if (!state.n && kind) state.b = null;
      if (kind > 1) wait(value, state.b ? close : finish, state.b ? fail : reject);
      else if (state.b) run(value, kind);
      else if (kind) reject(value);
      else finish();
    }
    begins = false;
  }

  function wait(value, then, otherwise) {
    try {
      value = Promise.resolve(value);
    } catch (error) {
      return otherwise(error);
    }
    value.then(then, otherwise);
  }

  function settle(how, value) {
    busy = false;
    queue.shift()[how](value);
    begin();
  }
  function give(value) {
    settle("y", { value: value, done: false });
  }
  function finish(value) {
    state.b = null;
    settle("y", { value: value, done: true });
  }
  function reject(error) {
    state.b = null;
    settle("x", error);
  }
  function next(value) {
    run(value, 0);
  }
  function fail(error) {
    run(error, 1);
  }
  function close(value) {
    run(new Returned(value), 2);
  }

  function run(value, kind) {
    for (var label = state.n; ; ) {
      if (kind) {
        label = kind > 1 ? state.f : state.h;
        if (!label) return kind > 1 ? finish(value.v) : reject(value);
        state.h = 0;
      }
      try {
        state.n = kind = 0;
        value = state.b.call(self, state, label, value);
        label = state.n;
        state.n = Math.abs(label);
        if (value === state) {
          value = state.v;
          if (label < 0) return give(value);
        } else {
          if (!label) return finish(value);
          return wait(value, label < 0 ? give : next, fail);
        }
      } catch (error) {
        kind = error instanceof Returned ? 2 : 1;
        value = error;
      }
    }
  }

  return function (value, kind) {
    return new Promise(function (resolve, reject) {
      queue.push({ v: value, k: kind, y: resolve, x: reject });
      begin();
    });
  };
}
