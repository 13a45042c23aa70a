import elementsFrom from "./elementsFrom.js";
import takeElements from "./takeElements.js";

// `[...value]`
export default function copyElements(value, arrayLike) {
  var list = takeElements(value, undefined, arrayLike);
  return list === value ? elementsFrom(list) : list;
}
