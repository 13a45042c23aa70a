// What a `for-of` loop runs over. `n` says whether there is another value, which `v` is then;
// `e` is told what the body threw; `f` closes what has not come to its end.
// (ECMAScript, ForIn/OfBodyEvaluation, IteratorClose.)
export default function forOf(iterable, arrayLike) {
  var symbols = typeof Symbol === "function" && Symbol.iterator;
  var method = iterable[symbols || "@@iterator"];
  if (symbols && !native) native = iteration();
  if (
    Array.isArray(iterable) &&
    (symbols ? method === native.values && native.prototype.next === native.next : !method)
  ) {
    return new ArrayLoop(iterable);
  }
  if (typeof method === "function") {
    var iterator = method.call(iterable);
    if (Object(iterator) !== iterator) throw new TypeError(String(iterator) + " is not an iterator");
    return new IteratorLoop(iterator);
  }
  if (method == null) {
    if (typeof iterable === "string") {
      return new ArrayLoop(iterable.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/g) || []);
    }
    // Without symbols, nothing that is like an array can say how it is iterated.
    if ((arrayLike || !symbols) && typeof iterable.length === "number") return new ArrayLoop(iterable);
  }
  throw new TypeError("Object is not iterable");
}

// How arrays are iterated as long as nobody has changed it.
var native = /* @__PURE__ */ iteration();

function iteration() {
  if (typeof Symbol !== "function" || ![][Symbol.iterator]) return;
  var prototype = Object.getPrototypeOf([][Symbol.iterator]());
  return { values: [][Symbol.iterator], prototype: prototype, next: prototype.next };
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
    var result = this.i.call(this.a);
    if (typeof result !== "object" && Object(result) !== result) {
      throw new TypeError("Iterator result " + String(result) + " is not an object");
    }
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
          if (method != null) {
            var result = method.call(this.a);
            if (Object(result) !== result) throw new TypeError(String(result) + " is not an object");
          }
        }
      } finally {
        // What the body threw goes before whatever closing does.
        if (this.t) throw this.x;
      }
    }
  };
  return Loop;
}
