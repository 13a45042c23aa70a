// `this` in the constructor of a derived class, where `super()` may not have run yet.
export default function assertThis(object) {
  if (object === undefined) {
    throw new ReferenceError("Must call super constructor in derived class before accessing 'this' or returning");
  }
  return object;
}
