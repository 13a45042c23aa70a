// What `super()` gave becomes `this`, unless there is one already: `bound`.
export default function bindThis(object, bound) {
  if (bound !== undefined) throw new ReferenceError("Super constructor may only be called once");
  return object;
}
