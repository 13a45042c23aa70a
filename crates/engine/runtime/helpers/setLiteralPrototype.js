import setPrototypeOf from "./setPrototypeOf.js";

// `{ [key]: value, __proto__: prototype }`: only what may be a prototype counts.
export default function setLiteralPrototype(object, prototype) {
  return prototype === null || Object(prototype) === prototype ? setPrototypeOf(object, prototype) : object;
}
