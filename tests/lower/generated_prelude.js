// What generated programs call. Written in ES5, so that it means the same whatever is tested.
//
// `programs(list)` runs functions one after another, each with tools of its own, and prints a
// line a program: its seed and all that it traced.

function programs(list) {
  if (!list.length) return;
  var entry = list[0];
  var tools = makeTools();
  var finished;
  try {
    finished = Promise.resolve(entry[1].apply(entry[2], tools.list));
  } catch (error) {
    finished = Promise.reject(error);
  }
  finished.then(
    function (value) {
      tools.log.push("end=" + show(value));
    },
    function (error) {
      tools.log.push("uncaught=" + nameOf(error));
    },
  ).then(function () {
    tools.fs.forEach(function (f) {
      try {
        tools.log.push("closure=" + show(f()));
      } catch (error) {
        tools.log.push("closure!" + nameOf(error));
      }
    });
    // What nobody waited for comes to its end before the line is printed.
    setImmediate(function () {
      console.log(entry[0] + ": " + tools.log.join(" "));
      programs(list.slice(1));
    });
  });
}

function show(value) {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "list" : "object";
  return typeof value === "function" ? "function" : String(value);
}

function nameOf(error) {
  if (Object(error) !== error) return show(error);
  return String(error.name);
}

function makeTools() {
  var log = [];
  var fs = [];
  var fuel = 120;

  // Traces that a place was reached, and the value there.
  function t(label, value) {
    if (log.length > 1500) throw "too long";
    if (arguments.length < 2) value = label;
    log.push(value === label ? show(label) : show(label) + "=" + show(value));
    return value;
  }

  // Traces what a promise or a generator did, where throwing would tell nobody.
  function note(label, value) {
    if (log.length <= 1500) log.push(label + "=" + value);
  }

  // Whether a loop may go on.
  function go() {
    return fuel-- > 0;
  }

  // An iterable that tells what is done with it.
  function it(label, values) {
    var result = {};
    label = show(label);
    if (!Array.isArray(values)) values = [];
    result[Symbol.iterator] = function () {
      t(label + ".iterator");
      var at = 0;
      return {
        next: function () {
          t(label + ".next");
          return at < values.length ? { value: values[at++], done: false } : { done: true };
        },
        return: function () {
          t(label + ".return");
          return {};
        },
      };
    };
    return result;
  }

  // An object that tells what is read from it.
  function obj(label, values) {
    var result = {};
    label = show(label);
    Object.keys(values).forEach(function (key) {
      Object.defineProperty(result, key, {
        get: function () {
          t(label + "." + key);
          return values[key];
        },
        set: function (value) {
          t(label + "." + key + ":", value);
          values[key] = value;
        },
        enumerable: true,
        configurable: true,
      });
    });
    return result;
  }

  // A number of anything.
  function sum(value) {
    if (Array.isArray(value)) {
      return value.reduce(function (total, item) {
        return total + sum(item);
      }, 0);
    }
    if (typeof value === "string") return value.length;
    if (typeof value === "object" && value !== null) return Object.keys(value).length;
    return typeof value === "function" ? 1 : Number(value);
  }

  function tag(strings) {
    var total = strings.length + strings.raw.join("").length;
    for (var i = 1; i < arguments.length; i++) total += sum(arguments[i]);
    return t("tag", total);
  }

  // Resumes a generator as a script says; each step is ["next" | "throw" | "return", value].
  function drive(iterator, script) {
    var total = 0;
    script.forEach(function (step) {
      try {
        var result = iterator[step[0]](step[1]);
        note(step[0], show(result.value) + "/" + result.done);
        if (typeof result.value === "number") total += result.value;
      } catch (error) {
        note(step[0] + "!", nameOf(error));
      }
    });
    return total;
  }

  function driveAsync(iterator, script) {
    return script.reduce(function (before, step) {
      return before
        .then(function () {
          return iterator[step[0]](step[1]);
        })
        .then(
          function (result) {
            note(step[0], show(result.value) + "/" + result.done);
          },
          function (error) {
            note(step[0] + "!", nameOf(error));
          },
        );
    }, Promise.resolve());
  }

  // Traces how a promise settles, and is itself never rejected.
  function settle(label, promise) {
    return promise.then(
      function (value) {
        note(label + " ok", show(value));
        return value;
      },
      function (error) {
        note(label + " no", nameOf(error));
      },
    );
  }

  return {
    log: log,
    fs: fs,
    list: [t, go, fs, it, obj, sum, tag, drive, driveAsync, settle, nameOf],
  };
}
