import hidden from "./hidden.js";

// What generators and async generators inherit from, each made when first asked for.
var prototypes = [];
// Where an object keeps the function that drives it.
var key;

// The object of a generator function that `step` drives: called with a value and 0 for
// `next`, 1 for `throw`, 2 for `return`. It inherits from the `prototype` of
// `generatorFunction`, which inherits from what all generators share; ordinary functions have
// another from birth, so the first call mends it. `self` is the `this` of the call, a new
// object where it was made with `new`. Without `step`, gives the prototype.
export default function generatorObject(isAsync, step, generatorFunction, self) {
  var shared = prototypes[isAsync] || (prototypes[isAsync] = makePrototype(isAsync));
  var prototype = generatorFunction && generatorFunction.prototype;
  if (Object(prototype) !== prototype) {
    prototype = shared;
  } else if (!shared.isPrototypeOf(prototype) && prototype.constructor === generatorFunction) {
    delete prototype.constructor;
    if (Object.setPrototypeOf) Object.setPrototypeOf(prototype, shared);
    else prototype.__proto__ = shared;
  }
  if (!step) return prototype;
  if (prototype !== shared && prototype.isPrototypeOf(self) && !self[key]) {
    throw new TypeError("Generator functions are not constructors");
  }
  return Object.defineProperty(Object.create(prototype), key, { value: step });
}

function makePrototype(isAsync) {
  var symbols = typeof Symbol === "function" ? Symbol : {};
  var base = Object.prototype;
  var name = isAsync ? "asyncIterator" : "iterator";
  if (!key) key = symbols.iterator ? symbols("step") : "_step";
  // Iterators have methods of their own, where there are iterators. Those of strings are
  // hardly ever changed; those of arrays might be generators by now.
  if (!isAsync && symbols.iterator && ""[symbols.iterator]) {
    base = Object.getPrototypeOf(Object.getPrototypeOf(""[symbols.iterator]())) || base;
  }
  var prototype = Object.create(base);
  ["next", "throw", "return"].forEach(function (name, kind) {
    hidden(prototype, name, function (value) {
      var step = this && this[key];
      if (step) return step(value, kind);
      var error = new TypeError(name + " is called on something else than a generator");
      if (isAsync) return Promise.reject(error);
      throw error;
    });
  });
  hidden(prototype, symbols[name] || "@@" + name, function () {
    return this;
  });
  if (symbols.toStringTag) {
    hidden(prototype, symbols.toStringTag, isAsync ? "AsyncGenerator" : "Generator");
  }
  return prototype;
}
