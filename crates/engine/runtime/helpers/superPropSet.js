import defineProperty from "./defineProperty.js";

// `super.key = value` where `home` is the object or class that the code belongs to, or with
// `prototype` the class whose prototype is meant. (ECMAScript, OrdinarySet.)
export default function superPropSet(home, key, value, receiver, strict, prototype) {
  var done = set(Object.getPrototypeOf(prototype ? home.prototype : home), key, value, receiver);
  if (!done && strict) throw new TypeError("Cannot assign to property '" + String(key) + "' of super");
  return value;
}

function set(object, key, value, receiver) {
  if (typeof Reflect === "object" && Reflect.set) return Reflect.set(object, key, value, receiver);
  var property;
  while (object && !(property = Object.getOwnPropertyDescriptor(object, key))) {
    object = Object.getPrototypeOf(object);
  }
  if (property && (property.get || property.set)) {
    if (!property.set) return false;
    property.set.call(receiver, value);
    return true;
  }
  if (property && !property.writable) return false;
  var own = Object.getOwnPropertyDescriptor(receiver, key);
  if (!own) defineProperty(receiver, key, value);
  else if (!own.writable) return false;
  else Object.defineProperty(receiver, key, { value: value });
  return true;
}
