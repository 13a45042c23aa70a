// (ECMAScript, ToPropertyKey.)
export default function toPropertyKey(value) {
  if (typeof value === "symbol") return value;
  if (Object(value) !== value) return String(value);
  var convert = typeof Symbol === "function" && Symbol.toPrimitive ? value[Symbol.toPrimitive] : undefined;
  if (convert == null) {
    var methods = ["toString", "valueOf"];
    for (var at = 0; at < 2; at++) {
      var method = value[methods[at]];
      if (typeof method === "function") {
        var result = method.call(value);
        if (Object(result) !== result) return typeof result === "symbol" ? result : String(result);
      }
    }
  } else {
    var primitive = convert.call(value, "string");
    if (Object(primitive) !== primitive) return typeof primitive === "symbol" ? primitive : String(primitive);
  }
  throw new TypeError("Cannot convert object to primitive value");
}
