// Runs the programs that `programs.mjs` wrote, one after the other, and prints what they did.

var lines = [];

function show(value, depth) {
  if (typeof value === "function") return "function";
  if (value instanceof Error) return value.constructor.name;
  if (value && typeof value.then === "function") return "promise";
  if (value && typeof value === "object" && !(depth > 2)) {
    return (
      "{" +
      Object.keys(value)
        .map(function (key) {
          return key + ":" + show(value[key], (depth || 0) + 1);
        })
        .join() +
      "}"
    );
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

var ticks = 0;
var logs = 0;
function log() {
  if (logs++ > 400) throw "too much";
  var line = ticks + " ";
  for (var index = 0; index < arguments.length; index++) line += show(arguments[index]) + " ";
  lines.push(line);
  return arguments[0];
}

function environment(kind) {
  var fuel = 30;
  var o = {
    p: 1,
    q: 2,
    m: function (x, y) {
      log("m", this === o, x, y);
      return x;
    }
  };
  function F(x, y) {
    log("F", x, y);
    this.z = y;
  }
  return [
    log,
    [],
    function f(x, y) {
      log("f", x, y);
      return y;
    },
    F,
    o,
    function inner(value) {
      var step = 0;
      return {
        [Symbol.iterator]: function () {
          log("iterate");
          return this;
        },
        next: function (sent) {
          log("inner next", sent);
          return { value: value + step, done: step++ > 1, extra: 1 };
        },
        throw: function (error) {
          log("inner throw", error);
          // V8 closes a sync iterator whose `throw` throws in an async generator.
          if (step > 1 && kind === "generator") throw error;
          return { value: error, done: step++ > 0 };
        },
        return: function (sent) {
          log("inner return", sent);
          return { value: sent, done: step++ > 0 };
        }
      };
    },
    function innerAsync(value) {
      var step = 0;
      return {
        [Symbol.asyncIterator]: function () {
          log("iterate async");
          return this;
        },
        next: function (sent) {
          log("async next", sent);
          var result = { value: step, done: step++ > 1 };
          return step > 1 ? result : Promise.resolve(result);
        },
        throw:
          value === 1
            ? undefined
            : function (error) {
                log("async throw", error);
                if (step > 1) throw error;
                return Promise.resolve({ value: error, done: step++ > 0 });
              },
        return:
          value === 2
            ? undefined
            : function (sent) {
                log("async return", sent);
                return Promise.resolve({ value: sent, done: step++ > 0 });
              }
      };
    },
    function () {
      return fuel-- < 0;
    },
    function rejected(value) {
      var promise = Promise.reject(value);
      promise.catch(function () {});
      return promise;
    },
    function thenable(value) {
      return {
        then: function (resolve) {
          log("then");
          resolve(value);
        }
      };
    },
    function closes() {
      var step = 0;
      return {
        [Symbol.asyncIterator]: function () {
          return this;
        },
        next: function () {
          return Promise.resolve({ value: step, done: step++ > 2 });
        },
        return: function () {
          log("close");
          return step === 1 ? 5 : step === 2 ? Promise.reject("closing") : Promise.resolve({});
        }
      };
    },
    function closesSync() {
      var step = 0;
      return {
        [Symbol.iterator]: function () {
          return this;
        },
        next: function () {
          return { value: step === 1 ? Promise.reject("value") : step, done: step++ > 2 };
        },
        return: function () {
          log("close sync");
          return {};
        }
      };
    }
  ];
}

function settle(name, promise) {
  promise.then(
    function (value) {
      log(name, "resolved", value);
    },
    function (error) {
      log(name, "rejected", error);
    }
  );
}

function tick() {
  ticks++;
  if (ticks < 150) Promise.resolve().then(tick);
}

async function run(programs, kind) {
  for (var number = 0; number < programs.length; number++) {
    lines.push("# " + number);
    logs = 0;
    ticks = 0;
    var things = environment(kind);
    var made = programs[number].apply(null, things);
    var g = made[0];
    var steps = made[1];
    if (kind === "generator") {
      try {
        var generator = g.call({ t: 9 }, 7);
      } catch (error) {
        log("call", error);
        continue;
      }
      steps.forEach(function (step) {
        try {
          log(step[0], generator[step[0]](step[1]()));
        } catch (error) {
          log(step[0], "threw", error);
        }
      });
    } else if (kind === "async") {
      Promise.resolve().then(tick);
      settle("first", g.call({ t: 9 }, 7));
      settle("second", g.call({ t: 9 }, 8));
      await new Promise(function (resolve) {
        setImmediate(resolve);
      });
    } else {
      Promise.resolve().then(tick);
      var object = g.call({ t: 9 }, 7);
      for (var index = 0; index < steps.length; index++) {
        settle(index + steps[index][0], object[steps[index][0]](steps[index][1].call({ t: 1 })));
        if (index % 3 === 2) {
          await new Promise(function (resolve) {
            setImmediate(resolve);
          });
        }
      }
      await new Promise(function (resolve) {
        setImmediate(resolve);
      });
    }
    logs = 0;
    things[1].slice(0, 100).forEach(function (fn) {
      log("fn", fn());
    });
  }
  process.stdout.write(lines.join("\n") + "\n");
}
process.on("unhandledRejection", function () {});
module.exports = run;
