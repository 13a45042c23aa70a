import functionOfKind from "./functionOfKind.js";
import rejected from "./rejected.js";

// Makes a function look like an async generator function.
export default function asyncGeneratorFunction(target) {
  return functionOfKind(target, AsyncGeneratorFunction, "AsyncGeneratorFunction", rejected);
}

function AsyncGeneratorFunction() {
  throw new TypeError("Async generator functions cannot be made of text");
}
