// `{...a, b, ...c}` is `objectSpread2({}, a, {b}, c)`: sources at odd places are spread,
// those between are pieces of the literal, whose accessors stay accessors.
export default function objectSpread2(target) {
  for (var index = 1; index < arguments.length; index++) {
    if (arguments[index] == null) continue;
    var source = Object(arguments[index]);
    var keys = ownKeys(source);
    for (var at = 0; at < keys.length; at++) {
      var key = keys[at];
      if (index % 2 === 0) Object.defineProperty(target, key, Object.getOwnPropertyDescriptor(source, key));
      else if (Object.prototype.propertyIsEnumerable.call(source, key)) {
        if (key in target) Object.defineProperty(target, key, { value: source[key], enumerable: true, configurable: true, writable: true });
        else target[key] = source[key];
      }
    }
  }
  return target;
}

function ownKeys(object) {
  if (typeof Reflect === "object" && Reflect.ownKeys) return Reflect.ownKeys(object);
  var keys = Object.getOwnPropertyNames(object);
  return Object.getOwnPropertySymbols ? keys.concat(Object.getOwnPropertySymbols(object)) : keys;
}
