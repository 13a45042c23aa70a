// Calls an async function: drives `machine`, which is called with the state, the label to go
// on at and the value that was awaited. (`generator.js` tells about the state.)
export default function asyncFunction(machine, self) {
  return new Promise(function (resolve, reject) {
    var state = { b: machine, n: 0, h: 0, f: 0, v: undefined };
    function next(value) {
      run(state.n, value);
    }
    function fail(error) {
      var label = state.h;
      state.h = 0;
      if (label) run(label, error);
      else reject(error);
    }
    function run(label, value) {
      for (;;) {
        try {
          state.n = 0;
          value = state.b.call(self, state, label, value);
          label = state.n;
          if (value !== state) {
            if (label) Promise.resolve(value).then(next, fail);
            else resolve(value);
            return;
          }
          value = state.v;
        } catch (error) {
          label = state.h;
          state.h = 0;
          value = error;
          if (!label) return reject(error);
        }
      }
    }
    run(0);
  });
}
