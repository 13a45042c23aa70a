import classCallCheck from "./classCallCheck.js";
import newTarget from "./newTarget.js";
import setPrototypeOf from "./setPrototypeOf.js";

var native;

// `super(...args)` in `constructor`, which was called on `object`.
export default function callSuper(constructor, object, args) {
  classCallCheck(object, constructor);
  var parent = Object.getPrototypeOf(constructor);
  var prototype = Object.getPrototypeOf(object);
  args = args || [];
  // The class inherits from another one than its prototype does.
  if (parent && !Object.prototype.isPrototypeOf.call(parent.prototype, object)) classCallCheck.allowed = prototype;
  if (native === undefined) native = constructs();
  if (native) {
    var target = newTarget(object, constructor, 1);
    if (target.prototype !== prototype) {
      target = function () {};
      target.prototype = prototype;
    }
    return Reflect.construct(parent, args, target);
  }
  var result;
  if (parent !== Object) {
    // Engines without `Reflect` make the objects of their own constructors only by `new`.
    if (/\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(parent))) {
      args = [null].concat([].slice.call(args));
      return setPrototypeOf(new (Function.prototype.bind.apply(parent, args))(), prototype);
    }
    result = parent.apply(object, args);
  }
  return Object(result) === result ? result : object;
}

// Whether `Reflect.construct` is the engine's own: others cannot make such objects either.
function constructs() {
  try {
    return !Boolean.prototype.valueOf.call(Reflect.construct(Boolean, [], function () {}));
  } catch (error) {
    return false;
  }
}
