import functionOfKind from "./functionOfKind.js";

// Makes a function look like a generator function.
export default function generatorFunction(target) {
  return functionOfKind(target, GeneratorFunction, "GeneratorFunction");
}

function GeneratorFunction() {
  throw new TypeError("Generator functions cannot be made of text");
}
