import classCallCheck from "./classCallCheck.js";
import setPrototypeOf from "./setPrototypeOf.js";

var native;

// `super(...args)` in `constructor`, which was called on `object`.
export default function callSuper(constructor, object, args) {
  classCallCheck(object, constructor);
  var parent = Object.getPrototypeOf(constructor);
  var prototype = Object.getPrototypeOf(object);
  // The class inherits from another one than its prototype does.
  if (!(object instanceof parent)) classCallCheck.allowed = prototype;
  args = args || [];
  if (native === undefined) native = constructs();
  if (native) {
    var target = prototype.constructor;
    if (!target || target.prototype !== prototype) (target = function () {}).prototype = prototype;
    return Reflect.construct(parent, args, target);
  }
  if (parent === Object) return object;
  // Engines without `Reflect` make the objects of their own constructors only by `new`.
  if (/\[native code\]\s*\}\s*$/.test(Function.toString.call(parent))) {
    return setPrototypeOf(new (Function.bind.apply(parent, [null].concat([].slice.call(args))))(), prototype);
  }
  var result = parent.apply(object, args);
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
