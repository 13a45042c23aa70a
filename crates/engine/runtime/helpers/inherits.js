import setPrototypeOf from "./setPrototypeOf.js";

// `class constructor extends parent`. (ECMAScript, ClassDefinitionEvaluation.)
export default function inherits(constructor, parent) {
  var prototype = parent;
  if (parent !== null) {
    if (typeof parent === "function") prototype = parent.prototype;
    if (prototype === parent || (prototype !== null && Object(prototype) !== prototype)) {
      throw new TypeError("Class extends value is not a constructor or null");
    }
    setPrototypeOf(constructor, parent);
  }
  return Object.defineProperty(constructor, "prototype", {
    value: Object.create(prototype, {
      constructor: { value: constructor, configurable: true, writable: true }
    }),
    writable: false
  });
}
