// Plays an async function with a generator function: `yield` awaits.
export default function asyncToGenerator(generatorFunction) {
  return function () {
    var self = this;
    var args = arguments;
    return new Promise(function (resolve, reject) {
      var generator = generatorFunction.apply(self, args);
      function next(value) {
        step("next", value);
      }
      function fail(error) {
        step("throw", error);
      }
      function step(method, sent) {
        try {
          var result = generator[method](sent);
          var value = result.value;
          var promise = result.done ? undefined : Promise.resolve(value);
        } catch (error) {
          reject(error);
          return;
        }
        if (promise) promise.then(next, fail);
        else resolve(value);
      }
      next();
    });
  };
}
