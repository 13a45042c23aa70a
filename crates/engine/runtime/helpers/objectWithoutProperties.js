import defineProperty from "./defineProperty.js";

// `rest` of `{a, b, ...rest} = source`; the keys are strings and symbols.
export default function objectWithoutProperties(source, excluded) {
  var rest = {};
  if (source == null) return rest;
  source = Object(source);
  var keys;
  if (typeof Reflect === "object" && Reflect.ownKeys) {
    keys = Reflect.ownKeys(source);
  } else {
    keys = Object.getOwnPropertyNames(source);
    if (Object.getOwnPropertySymbols) keys = keys.concat(Object.getOwnPropertySymbols(source));
  }
  for (var at = 0; at < keys.length; at++) {
    var key = keys[at];
    if (excluded.indexOf(key) < 0 && Object.prototype.propertyIsEnumerable.call(source, key)) {
      if (key in rest) defineProperty(rest, key, source[key]);
      else rest[key] = source[key];
    }
  }
  return rest;
}
