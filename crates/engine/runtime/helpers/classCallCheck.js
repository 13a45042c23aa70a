// A class is only called with `new`, which makes an object that inherits from its prototype,
// or by `callSuper`, which says so where the object does not. `instanceof` is fast; classes
// may have changed what it means.
export default function classCallCheck(object, constructor) {
  var inherits = {}.isPrototypeOf;
  if (
    !(object instanceof constructor) &&
    !inherits.call(constructor.prototype, object) &&
    !inherits.call(classCallCheck.allowed || 0, object)
  ) {
    throw new TypeError("Class " + constructor.name + " is called without new");
  }
}
