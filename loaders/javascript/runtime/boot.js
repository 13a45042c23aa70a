// The first script in every engine: the bridge to Python, `require`, and calls.
//
// A tool is one CommonJS function. `require` gives it the builtin modules of Node.js, each a file
// in `node/` that is read when it is first asked for. Whatever else it requires while it runs
// is bundled by the build, then and there.
globalThis.__pybundle = (function () {
  var callPython = globalThis.call_python;
  var start = globalThis.dukpy;
  // What dukpy put here is not Node's.
  delete globalThis.require;
  delete globalThis._dukpy_cjs_source_compiles;
  delete globalThis._dukpy_eval_cjs_source;

  globalThis.global = globalThis;
  globalThis.self = globalThis;

  function host(name) {
    var args = Array.prototype.slice.call(arguments, 1);
    var answer = callPython.apply(undefined, ["host", name].concat(args));
    if (answer.error) {
      throw Object.assign(new Error(answer.error.message), answer.error);
    }
    return answer.value;
  }

  // A feature that there is none of. The name reaches the diagnostic.
  function missing(feature) {
    return Object.assign(new Error("there is no `" + feature + "` here"), { missing: feature });
  }

  // A module of which nothing works, but which may be loaded and looked into.
  function absent(name) {
    function member(path) {
      var fail = function () {
        throw missing(path);
      };
      return new Proxy(fail, {
        get: function (target, key) {
          if (key === "prototype") return target.prototype;
          if (typeof key !== "string" || key === "then" || key === "__esModule") return undefined;
          return member(path + "." + key);
        },
        construct: function () {
          throw missing(path);
        },
      });
    }
    var module = new Proxy({}, {
      get: function (target, key) {
        if (key in target) return target[key];
        if (typeof key !== "string" || key === "then" || key === "__esModule") return undefined;
        return key === "default" ? module : member(name + "." + key);
      },
    });
    return module;
  }

  var ABSENT = ["child_process", "cluster", "dgram", "dns", "http", "http2", "https", "inspector",
    "net", "readline", "repl", "tls", "v8", "zlib"];
  var builtins = Object.create(null);
  var scripts = Object.create(null);

  function builtin(name) {
    if (name in builtins) return builtins[name].exports;
    if (name === "process") return (builtins[name] = { exports: globalThis.process }).exports;
    if (ABSENT.indexOf(name) >= 0) {
      return (builtins[name] = { exports: absent(name) }).exports;
    }
    var source = host("builtin", name);
    if (source === undefined || source === null) return undefined;
    // Modules that require each other meet what is there so far.
    var module = (builtins[name] = { exports: {} });
    new Function("module", "exports", "require", "__pybundle", source)(
      module, module.exports, makeRequire(start.cwd), api);
    return module.exports;
  }

  function notFound(name, from, why) {
    var message = "Cannot find module '" + name + "' from '" + from + "'";
    return Object.assign(new Error(why ? message + ": " + why : message),
      { code: "MODULE_NOT_FOUND", request: name });
  }

  function makeRequire(folder) {
    function require(name) {
      name = String(name);
      // Modules of a bundle go by their path from the root.
      if (/^(\.\.\/)*node_modules\//.test(name)) name = start.cwd + "/" + name;
      var plain = name.slice(0, 5) === "node:" ? name.slice(5) : name;
      if (/^[a-z_][a-z_0-9]*(\/[a-z0-9_]+)?$/.test(plain)) {
        var found = builtin(plain);
        if (found !== undefined) return found;
      }
      if (/\.json$/.test(name)) {
        return JSON.parse(host("read", require.resolve(name), "utf8"));
      }
      var answer;
      try {
        answer = host("ask", "bundle", [name, folder]);
      } catch (error) {
        throw notFound(name, folder, error.message);
      }
      if (!answer) throw notFound(name, folder);
      return runScript(answer.path, answer.file).exports;
    }
    require.resolve = function (name, options) {
      var folders = (options && options.paths) || [folder];
      for (var i = 0; i < folders.length; i++) {
        var from = builtin("path").resolve(start.cwd, folders[i]);
        var answer = host("ask", "resolve", [String(name), from]);
        if (answer) return answer;
      }
      throw notFound(name, folder);
    };
    require.resolve.paths = function () {
      return [];
    };
    require.cache = Object.create(null);
    require.extensions = Object.create(null);
    return require;
  }

  // Runs a bundle, or one of the files that it loads. `file` is the module that it was made of,
  // whose folder other requests start from.
  function runScript(path, file) {
    if (path in scripts) return scripts[path];
    var source = host("script", path);
    if (source === undefined || source === null) return undefined;
    var module = (scripts[path] = { exports: {}, id: file, filename: file });
    var outer = makeRequire(folderOf(file));
    function require(name) {
      var chunk = /^\.\/[^/]+\.js$/.test(name) &&
        runScript(folderOf(path) + name.slice(1), file);
      return chunk ? chunk.exports : outer(name);
    }
    Object.assign(require, outer);
    try {
      new Function("module", "exports", "require", "__filename", "__dirname", source)(
        module, module.exports, require, file, folderOf(file));
    } catch (error) {
      delete scripts[path];
      throw error;
    }
    return module;
  }

  function folderOf(path) {
    return path.replace(/[\\/][^\\/]*$/, "") || "/";
  }

  // --- Timers. Nobody waits in JavaScript: Python sleeps, then calls `tick`. ------------

  var timers = [];
  var nextTimer = 1;

  function addTimer(callback, delay, args, repeat) {
    var milliseconds = Math.max(0, Number(delay) || 0);
    var timer = {
      id: nextTimer++, at: host("now") + milliseconds, callback: callback, args: args,
      every: repeat ? Math.max(1, milliseconds) : 0,
      ref: function () { return timer; },
      unref: function () { timer.weak = true; return timer; },
      hasRef: function () { return !timer.weak; },
      refresh: function () { timer.at = host("now") + milliseconds; return timer; },
      [Symbol.toPrimitive]: function () { return timer.id; },
    };
    timers.push(timer);
    return timer;
  }

  function removeTimer(timer) {
    var id = timer && typeof timer === "object" ? timer.id : Number(timer);
    timers = timers.filter(function (one) { return one.id !== id; });
  }

  globalThis.setTimeout = function (callback, delay) {
    return addTimer(callback, delay, Array.prototype.slice.call(arguments, 2), false);
  };
  globalThis.setInterval = function (callback, delay) {
    return addTimer(callback, delay, Array.prototype.slice.call(arguments, 2), true);
  };
  globalThis.setImmediate = function (callback) {
    return addTimer(callback, 0, Array.prototype.slice.call(arguments, 1), false);
  };
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = removeTimer;

  // --- Calls --------------------------------------------------------------------------

  // Python gets this object as JSON when all jobs are done, so what promises bring is in it.
  var box = {};

  function waitingTime() {
    var alive = timers.filter(function (one) { return !one.weak; });
    if (!alive.length) return undefined;
    var next = Math.min.apply(null, alive.map(function (one) { return one.at; }));
    return Math.max(0, next - host("now"));
  }

  function open() {
    var own = (box = {});
    Object.defineProperty(own, "toJSON", {
      value: function () {
        if (!("state" in own)) own.wait = waitingTime();
        return Object.assign({}, own);
      },
    });
    return own;
  }

  function settle(own, promise) {
    promise.then(
      function (value) {
        own.value = value === undefined ? null : value;
        own.state = "done";
      },
      function (error) {
        own.error = factsOf(error);
        own.state = "failed";
      });
    return own;
  }

  function place(line, column) {
    return typeof line === "number" ? { line: line, column: column } : undefined;
  }

  // Where compilers say what is wrong: each has its own way.
  function placeOf(error) {
    var loc = error.loc || error.location || error.start || error.position || error.place;
    if (loc && loc.start) loc = loc.start;
    return place(error.line, error.column) ||
      (loc && typeof loc === "object" && place(loc.line, loc.column)) || undefined;
  }

  function factsOf(error) {
    // What the engine throws where there is no memory left for an error.
    if (error === null) return { name: "InternalError", message: "out of memory" };
    if (error === undefined || (typeof error !== "object" && typeof error !== "function")) {
      return { name: "Error", message: String(error) };
    }
    var at = placeOf(error) || {};
    var facts = {
      name: String(error.name || "Error"),
      message: String(error.reason || error.message || error),
      stack: typeof error.stack === "string" ? error.stack : undefined,
      code: typeof error.code === "string" ? error.code : undefined,
      file: typeof (error.file || error.filename) === "string" ? error.file || error.filename
        : undefined,
      line: at.line,
      column: at.column,
      missing: error.missing,
      request: error.request,
    };
    if (error.cause) facts.cause = factsOf(error.cause);
    return facts;
  }

  var tool;
  var api = {
    host: host,
    ask: function (name, values) { return host("ask", name, values); },
    missing: missing,
    absent: absent,
    builtin: builtin,
    makeRequire: makeRequire,
    require: function (name) { return makeRequire(start.cwd)(name); },
    factsOf: factsOf,
    start: start,
    load: function (path) {
      var own = open();
      try {
        tool = runScript(path, start.cwd + "/tool.js");
        own.state = "done";
      } catch (error) {
        own.error = factsOf(error);
        own.state = "failed";
      }
      return own;
    },
    call: function (name, values) {
      var own = open();
      return settle(own, new Promise(function (resolve) {
        resolve(tool.exports[name].apply(undefined, values));
      }));
    },
    tick: function () {
      var own = box;
      var now = host("now");
      timers.slice().sort(function (a, b) { return a.at - b.at || a.id - b.id; })
        .forEach(function (timer) {
          if (timer.at > now || timers.indexOf(timer) < 0) return;
          if (timer.every) timer.at = now + timer.every;
          else removeTimer(timer);
          timer.callback.apply(undefined, timer.args);
        });
      return own;
    },
  };
  return api;
})();
