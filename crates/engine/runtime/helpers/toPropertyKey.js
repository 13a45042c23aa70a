// (ECMAScript, ToPropertyKey.) Engines do it where they set a property.
export default function toPropertyKey(value) {
  if (typeof value === "symbol") return value;
  if (Object(value) !== value) return String(value);
  var holder = Object.create(null);
  holder[value] = 0;
  var names = Object.getOwnPropertyNames(holder);
  return names.length ? names[0] : Object.getOwnPropertySymbols(holder)[0];
}
