// A class is only called with `new`, which makes an object that inherits from its prototype.
export default function classCallCheck(object, constructor) {
  if (!Object.prototype.isPrototypeOf.call(constructor.prototype, object)) {
    throw new TypeError("Class constructor " + constructor.name + " cannot be invoked without 'new'");
  }
}
