// `new.target` in `constructor`, called on `object`: whose prototype the object was made
// with. A class is never called on other objects.
export default function newTarget(object, constructor, isClass) {
  if (object == null) return;
  if (!isClass && constructor && !{}.isPrototypeOf.call(constructor.prototype, object)) return;
  var prototype = Object.getPrototypeOf(Object(object));
  var target = prototype && prototype.constructor;
  return typeof target === "function" && target.prototype === prototype ? target : constructor;
}
