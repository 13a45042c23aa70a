import hidden from "./hidden.js";

// What generators and async generators inherit from, each made when first asked for.
var prototypes = [];
// Where an object keeps the function that drives it.
var key;

// The object of a generator function that `step` drives: called with a value and 0 for
// `next`, 1 for `throw`, 2 for `return`. It inherits from the `prototype` of
// `generatorFunction`, which inherits from what all generators share; ordinary functions have
// another from birth, so the first call mends it. `self` is the `this` of the call, a new
// object where it was made with `new`. Without `step`, gives the prototype. Those of async
// generators give `refuse` the errors of calls on anything else.
export default function generatorObject(step, generatorFunction, self, refuse) {
  var kind = refuse ? 1 : 0;
  var shared = prototypes[kind] || (prototypes[kind] = makePrototype(refuse));
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

function makePrototype(refuse) {
  var symbols = typeof Symbol === "function";
  var symbol = symbols && (refuse ? Symbol.asyncIterator : Symbol.iterator);
  var base = Object.prototype;
  if (!key) key = symbols ? Symbol("step") : "_step";
  if (refuse) {
    // Only async generators lead to it, so no code knows another.
    base = Object.create(base);
    hidden(base, symbol || "@@asyncIterator", itself);
  } else if (symbol && ""[symbol]) {
    // Iterators have methods of their own, where there are iterators. That of arrays may be a
    // generator that somebody put there.
    base = Object.getPrototypeOf(Object.getPrototypeOf(""[symbol]())) || base;
  }
  var prototype = Object.create(base);
  ["next", "throw", "return"].forEach(function (name, kind) {
    hidden(prototype, name, function (value) {
      var step = this && this[key];
      if (step) return step(value, kind);
      var error = new TypeError(name + " is called on something else than a generator");
      if (refuse) return refuse(error);
      throw error;
    });
  });
  if (!refuse) hidden(prototype, symbol || "@@iterator", itself);
  if (symbols && Symbol.toStringTag) {
    hidden(prototype, Symbol.toStringTag, refuse ? "AsyncGenerator" : "Generator");
  }
  return prototype;
}

function itself() {
  return this;
}
