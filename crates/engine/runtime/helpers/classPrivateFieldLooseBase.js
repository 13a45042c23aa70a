// The object, if it has the private field of that key.
export default function classPrivateFieldLooseBase(object, key) {
  if (!Object.prototype.hasOwnProperty.call(object, key)) {
    throw new TypeError("Cannot access a private member of an object whose class did not declare it");
  }
  return object;
}
