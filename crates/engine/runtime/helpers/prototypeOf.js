// What the objects of `generatorFunction` inherit from: its `prototype`, which inherits from
// `shared`. Ordinary functions have another from birth, so the first call mends it.
export default function prototypeOf(generatorFunction, shared) {
  var prototype = generatorFunction && generatorFunction.prototype;
  if (Object(prototype) !== prototype) return shared;
  if (!shared.isPrototypeOf(prototype) && prototype.constructor === generatorFunction) {
    delete prototype.constructor;
    if (Object.setPrototypeOf) Object.setPrototypeOf(prototype, shared);
    else prototype.__proto__ = shared;
  }
  return prototype;
}
