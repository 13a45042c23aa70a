import openIterator from "./openIterator.js";
import plainArray from "./plainArray.js";

// What a `for-of` loop runs over. `n` says whether there is another value, which `v` is then;
// `e` is told what the body threw; `f` closes what has not come to its end.
// (ECMAScript, ForIn/OfBodyEvaluation, IteratorClose.)
export default function forOf(iterable, arrayLike) {
  if (
    plainArray(iterable) ||
    (arrayLike && iterable.length >= 0 && !(typeof Symbol === "function" && iterable[Symbol.iterator]))
  ) {
    return new Elements(iterable);
  }
  var iterator = openIterator(iterable);
  return new Iteration(iterator, iterator.next);
}

var Elements = /* @__PURE__ */ loop(
  function (array) {
    this.a = array;
    this.i = -1;
    this.t = false;
    this.v = this.x = undefined;
  },
  function () {
    return ++this.i < this.a.length && ((this.v = this.a[this.i]), true);
  }
);

var Iteration = /* @__PURE__ */ loop(
  function (iterator, next) {
    this.a = iterator;
    this.i = next;
    this.o = this.t = false;
    this.v = this.x = undefined;
  },
  function () {
    // What goes wrong here leaves the iterator as it is: it is open only while the body runs.
    this.o = false;
    var result = this.i.call(this.a);
    if (typeof result !== "object" && Object(result) !== result) {
      throw new TypeError(String(result) + " is not an object");
    }
    if (result.done) return false;
    this.v = result.value;
    return (this.o = true);
  }
);

function loop(Loop, next) {
  Loop.prototype = {
    n: next,
    e: function (error) {
      this.t = true;
      this.x = error;
    },
    f: function () {
      try {
        var method = this.o ? this.a["return"] : null;
        if (method != null) {
          var result = method.call(this.a);
          if (Object(result) !== result) throw new TypeError(String(result) + " is not an object");
        }
      } finally {
        // What the body threw goes before whatever closing does.
        if (this.t) throw this.x;
      }
    }
  };
  return Loop;
}
