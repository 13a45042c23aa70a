// `typeof value`, where symbols may be the objects of a polyfill.
export default function _typeof(value) {
  return typeof Symbol === "function" && value && value.constructor === Symbol && value !== Symbol.prototype ? "symbol" : typeof value;
}
