import copyMembers from "./copyMembers.js";
import copyProperties from "./copyProperties.js";

// `{...a, b, ...c}` is `objectSpread2({}, a, {b}, c)`: sources at odd places are spread,
// those between are pieces of the literal, whose accessors stay accessors.
export default function objectSpread2(target) {
  for (var index = 1; index < arguments.length; index++) {
    if (arguments[index]) (index % 2 ? copyProperties : copyMembers)(target, arguments[index]);
  }
  return target;
}
