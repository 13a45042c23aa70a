import setPrototypeOf from "./setPrototypeOf.js";

// `class constructor extends parent`. (ECMAScript, ClassDefinitionEvaluation.)
export default function inherits(constructor, parent) {
  if (parent !== null && typeof parent !== "function") {
    throw new TypeError("Class extends value " + String(parent) + " is not a constructor or null");
  }
  var prototype = parent && parent.prototype;
  if (prototype !== null && Object(prototype) !== prototype) {
    throw new TypeError("Class extends value does not have valid prototype property " + String(prototype));
  }
  if (parent) setPrototypeOf(constructor, parent);
  return Object.defineProperty(constructor, "prototype", {
    value: Object.create(prototype, {
      constructor: { value: constructor, configurable: true, writable: true }
    }),
    writable: false
  });
}
