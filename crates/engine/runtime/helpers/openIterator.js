// (ECMAScript, GetIterator.) Engines without symbols get an iterator over characters or
// elements.
export default function openIterator(value) {
  var method = value[(typeof Symbol === "function" && Symbol.iterator) || "@@iterator"];
  if (typeof method === "function") {
    var iterator = method.call(value);
    if (Object(iterator) === iterator) return iterator;
  } else if (method == null && typeof Symbol !== "function" && value.length >= 0) {
    if (typeof value === "string") value = value.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/g) || [];
    var at = 0;
    return {
      next: function () {
        var done = at >= value.length;
        return { done: done, value: done ? undefined : value[at++] };
      }
    };
  }
  throw new TypeError(String(value) + " is not iterable");
}
