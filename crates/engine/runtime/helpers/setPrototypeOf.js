// Sets the prototype of an object if `prototype` may be one, as `{ __proto__: prototype }`.
export default function setPrototypeOf(object, prototype) {
  if (prototype === null || Object(prototype) === prototype) {
    if (Object.setPrototypeOf) Object.setPrototypeOf(object, prototype);
    else object.__proto__ = prototype;
  }
  return object;
}
