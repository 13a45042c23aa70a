import elementsFrom from "./elementsFrom.js";
import takeElements from "./takeElements.js";

// `[...value]`
export default function copyElements(value) {
  var list = takeElements(value);
  return list === value ? elementsFrom(list) : list;
}
