import takeElements from "./takeElements.js";

// `[...value]`
export default function copyElements(value) {
  var list = takeElements(value);
  if (list !== value) return list;
  var copy = [];
  for (var at = 0; at < value.length; at++) copy[at] = value[at];
  return copy;
}
