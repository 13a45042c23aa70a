// `new.target` in `constructor`, called on `object`: whose prototype the object was made
// with. What was put in place of a prototype tells nothing.
export default function newTarget(object, constructor) {
  if (constructor && !Object.prototype.isPrototypeOf.call(constructor.prototype, object)) return;
  var prototype = Object.getPrototypeOf(Object(object));
  var target = prototype && prototype.constructor;
  return typeof target === "function" && target.prototype === prototype ? target : constructor;
}
