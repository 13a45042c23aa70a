import hidden from "./hidden.js";

var prototype;

// What all generators inherit from. (ECMAScript, Generator Objects.)
export default function generatorPrototype() {
  if (!prototype) {
    var symbol = typeof Symbol === "function" && Symbol.iterator;
    // Iterators have methods of their own, where there are iterators. That of arrays may be
    // a generator that somebody put there.
    var base = symbol && ""[symbol] && Object.getPrototypeOf(""[symbol]());
    prototype = Object.create((base && Object.getPrototypeOf(base)) || Object.prototype);
    hidden(prototype, "next", function (value) {
      return this._step(value, 0);
    });
    hidden(prototype, "throw", function (error) {
      return this._step(error, 1);
    });
    hidden(prototype, "return", function (value) {
      return this._step(value, 2);
    });
    hidden(prototype, symbol || "@@iterator", function () {
      return this;
    });
    if (symbol && Symbol.toStringTag) hidden(prototype, Symbol.toStringTag, "Generator");
  }
  return prototype;
}
