import setFunctionName from "./setFunctionName.js";
import toPropertyKey from "./toPropertyKey.js";

// `{ get [key]() {} }`; `accessors` has `get` or `set`.
export default function defineAccessor(object, key, accessors) {
  key = toPropertyKey(key);
  var kind = accessors.get ? "get" : "set";
  setFunctionName(accessors[kind], key, kind);
  accessors.enumerable = accessors.configurable = true;
  return Object.defineProperty(object, key, accessors);
}
