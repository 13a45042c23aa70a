import awaitAsyncGenerator from "./awaitAsyncGenerator.js";

// Plays an async generator function with a generator function: `yield` of a mark awaits,
// any other `yield` gives a value. (ECMAScript, AsyncGenerator objects.)
export default function wrapAsyncGenerator(generatorFunction) {
  return function () {
    return start(generatorFunction.apply(this, arguments));
  };
}

function start(generator) {
  // The first request is the one being worked on.
  var queue = [];

  function request(method, value) {
    return new Promise(function (resolve, reject) {
      queue.push({ method: method, value: value, resolve: resolve, reject: reject });
      if (queue.length === 1) begin();
    });
  }

  function begin() {
    var first = queue[0];
    // What is given to `return` is awaited before the generator hears of it.
    if (first.method === "return") {
      wait(first.value, function (value) {
        resume("return", value);
      });
    } else {
      resume(first.method, first.value);
    }
  }

  function settle(method, value) {
    queue.shift()[method](value);
    if (queue.length) begin();
  }

  function wait(value, then) {
    var promise;
    try {
      promise = Promise.resolve(value);
    } catch (error) {
      resume("throw", error);
      return;
    }
    promise.then(then, function (error) {
      resume("throw", error);
    });
  }

  function resume(method, sent) {
    try {
      var result = generator[method](sent);
      var value = result.value;
      var done = result.done;
    } catch (error) {
      settle("reject", error);
      return;
    }
    if (done) {
      if (value === undefined) settle("resolve", { value: value, done: true });
      else
        wait(value, function (value) {
          settle("resolve", { value: value, done: true });
        });
    } else if (value instanceof awaitAsyncGenerator) {
      wait(value.value, function (value) {
        resume("next", value);
      });
    } else if (value && typeof value.delegate === "function" && typeof value.suspend === "function") {
      delegated(value, method === "return" ? "return" : "next");
    } else {
      wait(value, function (value) {
        settle("resolve", { value: value, done: false });
      });
    }
  }

  function delegated(mark, method) {
    wait(mark.promise, function (result) {
      if (mark.final) {
        resume("return", result);
        return;
      }
      try {
        if (Object(result) !== result) {
          throw new TypeError("iterator result " + String(result) + " is not an object");
        }
        var done = result.done;
        var value = result.value;
      } catch (error) {
        resume("throw", error);
        return;
      }
      if (done) {
        resume(method, value);
      } else {
        mark.suspend();
        settle("resolve", { value: value, done: false });
      }
    });
  }

  var object = {};
  hide(object, "next", function (value) {
    return request("next", value);
  });
  hide(object, "throw", function (error) {
    return request("throw", error);
  });
  hide(object, "return", function (value) {
    return request("return", value);
  });
  var symbols = typeof Symbol === "function";
  hide(object, (symbols && Symbol.asyncIterator) || "@@asyncIterator", function () {
    return this;
  });
  if (symbols && Symbol.toStringTag) hide(object, Symbol.toStringTag, "AsyncGenerator");
  return object;
}

function hide(object, key, value) {
  Object.defineProperty(object, key, { value: value, configurable: true, writable: true });
}
