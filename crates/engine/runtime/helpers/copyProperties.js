// Copies the own enumerable properties of `source`, but for those whose keys are in the list
// `excluded`. (ECMAScript, CopyDataProperties.)
export default function copyProperties(target, source, excluded) {
  if (source == null) return;
  source = Object(source);
  var keys = Object.keys(source);
  var symbols = Object.getOwnPropertySymbols && Object.getOwnPropertySymbols(source);
  if (symbols && symbols.length) keys = keys.concat(symbols);
  for (var at = 0; at < keys.length; at++) {
    var key = keys[at];
    if ((excluded && excluded.indexOf(key) >= 0) || !{}.propertyIsEnumerable.call(source, key)) continue;
    var value = source[key];
    if (key in target) Object.defineProperty(target, key, { value: value, enumerable: true, configurable: true, writable: true });
    else target[key] = value;
  }
}
