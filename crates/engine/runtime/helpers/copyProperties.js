// Copies the own enumerable properties of `source`, but for those whose keys are in the list
// `excluded`. (ECMAScript, CopyDataProperties.)
export default function copyProperties(target, source, excluded) {
  if (source == null) return;
  source = Object(source);
  var keys = ownKeys(source);
  for (var at = 0; at < keys.length; at++) {
    var key = keys[at];
    if ((excluded && excluded.indexOf(key) >= 0) || !{}.propertyIsEnumerable.call(source, key)) continue;
    var value = source[key];
    if (key in target) Object.defineProperty(target, key, { value: value, enumerable: true, configurable: true, writable: true });
    else target[key] = value;
  }
}

function ownKeys(object) {
  if (typeof Reflect === "object" && Reflect.ownKeys) return Reflect.ownKeys(object);
  var keys = Object.getOwnPropertyNames(object);
  return Object.getOwnPropertySymbols ? keys.concat(Object.getOwnPropertySymbols(object)) : keys;
}
