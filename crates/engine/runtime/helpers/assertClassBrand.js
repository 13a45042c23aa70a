// Gives `value`, or without one the object, if the object is one of the class. `brand` is
// the class itself for its static members, otherwise a WeakSet or WeakMap of the objects.
export default function assertClassBrand(brand, object, value) {
  if (typeof brand === "function" ? brand === object : brand.has(object)) {
    return arguments.length < 3 ? object : value;
  }
  throw new TypeError("Cannot access a private member of an object whose class did not declare it");
}
