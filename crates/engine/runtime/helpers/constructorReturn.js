import assertThis from "./assertThis.js";

// What `return value` in the constructor of a derived class gives.
export default function constructorReturn(value, object) {
  if (Object(value) === value) return value;
  if (value !== undefined) throw new TypeError("Derived constructors may only return object or undefined");
  return assertThis(object);
}
