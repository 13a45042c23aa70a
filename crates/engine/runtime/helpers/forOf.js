import iterate from "./iterate.js";
import objectOf from "./objectOf.js";

// What a `for-of` loop runs over. `n` says whether there is another value, which `v` is then;
// `e` is told what the body threw; `f` closes what has not come to its end.
// (ECMAScript, ForIn/OfBodyEvaluation, IteratorClose.)
export default function forOf(iterable, arrayLike) {
  var iterator = iterate(iterable, arrayLike);
  return Array.isArray(iterator) ? new ArrayLoop(iterator) : new IteratorLoop(iterator);
}

var ArrayLoop = /* @__PURE__ */ loop(
  function (array) {
    this.a = array;
    this.i = -1;
    this.d = true;
    this.t = false;
    this.v = this.x = undefined;
  },
  function () {
    if (++this.i < this.a.length) {
      this.v = this.a[this.i];
      return true;
    }
    return false;
  }
);

var IteratorLoop = /* @__PURE__ */ loop(
  function (iterator) {
    this.a = iterator;
    this.i = iterator.next;
    this.d = true;
    this.t = false;
    this.v = this.x = undefined;
  },
  function () {
    // What goes wrong here leaves the iterator as it is.
    this.d = true;
    var result = objectOf(this.i.call(this.a));
    if (result.done) return false;
    this.v = result.value;
    this.d = false;
    return true;
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
        if (!this.d) {
          var method = this.a.return;
          if (method != null) objectOf(method.call(this.a));
        }
      } finally {
        // What the body threw goes before whatever closing does.
        if (this.t) throw this.x;
      }
    }
  };
  return Loop;
}
