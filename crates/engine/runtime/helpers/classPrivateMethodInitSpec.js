// Marks an object as one of a class with private methods; `brand` is a WeakSet.
export default function classPrivateMethodInitSpec(object, brand) {
  if (brand.has(object)) throw new TypeError("Cannot initialize private methods of a class twice on one object");
  brand.add(object);
}
