import generatorObject from "./generatorObject.js";
import hidden from "./hidden.js";

// What functions that suspend inherit from, by the name of their constructor.
var kinds = {};

// Makes `target` look like a function that `constructor` makes, which is called `name`: what
// its objects inherit from, and the constructor, by which libraries know one. `refuse` is as
// in `generatorObject`. (ECMAScript, GeneratorFunction Objects, AsyncGeneratorFunction Objects.)
export default function functionOfKind(target, constructor, name, refuse) {
  generatorObject(null, target, null, refuse);
  if (Object.setPrototypeOf) {
    var kind = kinds[name] || (kinds[name] = makeKind(constructor, name, refuse));
    if (!kind.isPrototypeOf(target)) Object.setPrototypeOf(target, kind);
  }
  return target;
}

function makeKind(constructor, name, refuse) {
  var kind = Object.create(Function.prototype);
  var prototype = generatorObject(null, null, null, refuse);
  // Minified it has another name, and libraries look here too.
  constructor.displayName = name;
  constructor.prototype = kind;
  hidden(kind, "constructor", constructor);
  hidden(kind, "prototype", prototype);
  hidden(prototype, "constructor", kind);
  if (typeof Symbol === "function" && Symbol.toStringTag) hidden(kind, Symbol.toStringTag, name);
  return kind;
}
