import privateName from "./privateName.js";

var count = 0;

// A private name whose boxes are properties of the objects.
export default function openPrivateName(text) {
  var key = "__private_" + count++ + "_" + text;
  function has(object) {
    return Object.prototype.hasOwnProperty.call(Object(object), key);
  }
  return privateName({
    has: has,
    get: function (object) {
      return has(object) ? object[key] : undefined;
    },
    set: function (object, box) {
      Object.defineProperty(object, key, { value: box });
    }
  });
}
