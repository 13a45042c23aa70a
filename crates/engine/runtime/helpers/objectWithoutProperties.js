import copyProperties from "./copyProperties.js";

// `rest` of `{a, b, ...rest} = source`; the keys are strings and symbols.
export default function objectWithoutProperties(source, excluded) {
  var rest = {};
  copyProperties(rest, source, excluded);
  return rest;
}
