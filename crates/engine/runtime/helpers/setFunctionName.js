import typeOf from "./typeof.js";

// The `name` of a function that has none in the source. (ECMAScript, SetFunctionName.)
export default function setFunctionName(value, key, prefix) {
  if (typeOf(key) === "symbol") {
    var description = "description" in key.constructor.prototype ? key.description : String(key).slice(7, -1) || undefined;
    key = description === undefined ? "" : "[" + description + "]";
  }
  try {
    Object.defineProperty(value, "name", { value: prefix ? prefix + " " + key : String(key), configurable: true });
  } catch (error) {
    // In old engines names stay as they are.
  }
  return value;
}
