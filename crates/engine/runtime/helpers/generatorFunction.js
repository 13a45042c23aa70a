import generatorObject from "./generatorObject.js";
import hidden from "./hidden.js";

var shared;

// Makes a function look like a generator function: what its objects inherit from, and the
// name of its constructor, by which libraries know one.
export default function generatorFunction(target) {
  generatorObject(null, target);
  if (Object.setPrototypeOf) {
    if (!shared) {
      shared = Object.create(Function.prototype);
      hidden(shared, "constructor", GeneratorFunction);
      // Minified it has another name, and libraries look here too.
      GeneratorFunction.displayName = "GeneratorFunction";
      hidden(shared, "prototype", generatorObject());
      GeneratorFunction.prototype = shared;
      if (typeof Symbol === "function" && Symbol.toStringTag) {
        hidden(shared, Symbol.toStringTag, "GeneratorFunction");
      }
    }
    if (!shared.isPrototypeOf(target)) Object.setPrototypeOf(target, shared);
  }
  return target;
}

function GeneratorFunction() {
  throw new TypeError("Generator functions cannot be made of text");
}
