// `object.#field` as a target in a pattern: the object is looked at when the value is there.
// `[o.#a] = list` is `[lateField(o, a)._] = list`.
export default function lateField(object, name) {
  return {
    set _(value) {
      name(object)._ = value;
    }
  };
}
