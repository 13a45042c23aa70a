import objectSpread2 from "./objectSpread2.js";

// Copies own enumerable properties, as `{...source}` does.
export default function _extends(target) {
  for (var index = 1; index < arguments.length; index++) objectSpread2(target, arguments[index]);
  return target;
}
