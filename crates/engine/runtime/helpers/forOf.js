import iterate from "./iterate.js";
import objectOf from "./objectOf.js";

// What a `for-of` loop runs over. `n` says whether there is another value, which `v` is then;
// `e` is told what the body threw; `f` closes what has not come to its end.
// (ECMAScript, ForIn/OfBodyEvaluation, IteratorClose.)
export default function forOf(iterable, arrayLike) {
  return new Loop(iterate(iterable, arrayLike));
}

var Loop = /* @__PURE__ */ loop();

function loop() {
  function Loop(iterator) {
    this.l = Array.isArray(iterator);
    this.a = iterator;
    this.i = this.l ? -1 : iterator.next;
    this.d = true;
    this.t = false;
    this.v = this.x = undefined;
  }
  Loop.prototype = {
    n: function () {
      if (this.l) return ++this.i < this.a.length && ((this.v = this.a[this.i]), true);
      // What goes wrong here leaves the iterator as it is.
      this.d = true;
      var result = objectOf(this.i.call(this.a));
      return !result.done && ((this.v = result.value), !(this.d = false));
    },
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
