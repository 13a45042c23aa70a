// `typeof value`, where symbols may be the objects of a polyfill.
export default function _typeof(value) {
  var type = typeof value;
  return type === "object" && value && typeof Symbol === "function" && typeof Symbol.iterator === type && value.constructor === Symbol && value !== Symbol.prototype ? "symbol" : type;
}
