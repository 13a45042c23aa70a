import generatorPrototype from "./generatorPrototype.js";
import hidden from "./hidden.js";
import prototypeOf from "./prototypeOf.js";

var shared;

// Makes a function look like a generator function: what its objects inherit from, and the
// name of its constructor, by which libraries know one.
export default function generatorFunction(target) {
  prototypeOf(target, generatorPrototype());
  if (Object.setPrototypeOf) {
    if (!shared) {
      shared = Object.create(Function.prototype);
      hidden(shared, "constructor", GeneratorFunction);
      hidden(shared, "prototype", generatorPrototype());
      GeneratorFunction.prototype = shared;
      if (typeof Symbol === "function" && Symbol.toStringTag) {
        hidden(shared, Symbol.toStringTag, "GeneratorFunction");
      }
    }
    Object.setPrototypeOf(target, shared);
  }
  return target;
}

function GeneratorFunction() {
  throw new TypeError("Generator functions cannot be made of text");
}
