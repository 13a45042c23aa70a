import typeOf from "./typeof.js";

// (ECMAScript, ToPropertyKey.) The symbols of a polyfill are objects, and yet keys.
export default function toPropertyKey(value) {
  if (isKey(value)) return key(value);
  var convert = typeof Symbol === "function" && Symbol.toPrimitive ? value[Symbol.toPrimitive] : undefined;
  if (convert == null) {
    var methods = ["toString", "valueOf"];
    for (var at = 0; at < 2; at++) {
      var method = value[methods[at]];
      if (typeof method === "function") {
        var result = method.call(value);
        if (isKey(result)) return key(result);
      }
    }
  } else {
    var primitive = convert.call(value, "string");
    if (isKey(primitive)) return key(primitive);
  }
  throw new TypeError("Cannot convert object to primitive value");
}

function isKey(value) {
  return Object(value) !== value || typeOf(value) === "symbol";
}

function key(value) {
  return typeOf(value) === "symbol" ? value : String(value);
}
