// `super.key` where `home` is the object or class that the code belongs to. Flags: 1, `home`
// is the class and its prototype is meant; 2, the property is called, so give a function
// that takes the arguments as a list.
export default function superPropGet(home, key, receiver, flags) {
  var value = get(Object.getPrototypeOf(flags & 1 ? home.prototype : home), key, receiver);
  if (!(flags & 2) || typeof value !== "function") return value;
  return function (args) {
    return value.apply(receiver, args);
  };
}

function get(object, key, receiver) {
  if (typeof Reflect === "object" && Reflect.get) return Reflect.get(object, key, receiver);
  for (; object; object = Object.getPrototypeOf(object)) {
    var property = Object.getOwnPropertyDescriptor(object, key);
    if (property) return property.get ? property.get.call(receiver) : property.value;
  }
}
