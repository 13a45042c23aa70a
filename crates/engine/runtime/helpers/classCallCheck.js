// A class is only called with `new`, which makes an object that inherits from its prototype,
// or by `callSuper`, which says so where the object does not.
export default function classCallCheck(object, constructor) {
  if (
    !Object.prototype.isPrototypeOf.call(constructor.prototype, object) &&
    !(classCallCheck.allowed && Object(object) === object && Object.getPrototypeOf(object) === classCallCheck.allowed)
  ) {
    throw new TypeError("Class constructor " + constructor.name + " cannot be invoked without 'new'");
  }
}
