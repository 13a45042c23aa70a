// The resources of one block: `u` and `a` take one for `using` and `await using`, `e` is
// set to what the block threw, `d` disposes. (ECMAScript, DisposeResources.)
export default function usingCtx() {
  var none = {};
  var stack = [];

  function add(value, isAsync) {
    if (value == null) {
      if (isAsync) stack.push({ isAsync: true });
      return value;
    }
    if (Object(value) !== value) {
      throw new TypeError("using declarations can only be used with objects, functions, null, or undefined.");
    }
    var method = isAsync ? value[symbol("asyncDispose")] : undefined;
    if (method == null) {
      var dispose = value[symbol("dispose")];
      method =
        isAsync && typeof dispose === "function"
          ? function () {
              // What a synchronous method gives back is not awaited.
              try {
                dispose.call(this);
              } catch (error) {
                return Promise.reject(error);
              }
            }
          : dispose;
    }
    if (typeof method !== "function") throw new TypeError("Property [Symbol.dispose] is not a function.");
    stack.push({ isAsync: isAsync, value: value, method: method });
    return value;
  }

  return {
    e: none,
    u: function (value) {
      return add(value, false);
    },
    a: function (value) {
      return add(value, true);
    },
    d: function () {
      var error = this.e;
      // An `await using` of nothing still has to be awaited, once.
      var owed = false;
      var awaited = false;

      function fail(later) {
        error = error === none ? later : suppressed(later, error);
      }
      function tick() {
        owed = false;
        return Promise.resolve().then(next);
      }
      function next() {
        while (stack.length) {
          if (owed && !awaited && !stack[stack.length - 1].isAsync) return tick();
          var resource = stack.pop();
          if (!resource.method) {
            owed = true;
            continue;
          }
          try {
            var result = resource.method.call(resource.value);
            if (resource.isAsync) {
              awaited = true;
              // Whoever called awaits what is returned.
              if (!stack.length && error === none) return result;
              return Promise.resolve(result).then(next, function (later) {
                fail(later);
                return next();
              });
            }
          } catch (later) {
            fail(later);
          }
        }
        if (error === none) return;
        if (owed && !awaited) return Promise.reject(error);
        throw error;
      }
      return next();
    }
  };
}

function symbol(name) {
  return Symbol[name] || Symbol.for("Symbol." + name);
}

function suppressed(error, earlier) {
  if (typeof SuppressedError === "function") return new SuppressedError(error, earlier);
  var result = new Error();
  var properties = { name: "SuppressedError", error: error, suppressed: earlier };
  for (var key in properties) {
    Object.defineProperty(result, key, { value: properties[key], configurable: true, writable: true });
  }
  return result;
}
