// `object.#field` where the object is only looked at when the value is there:
// `lateField(object, name)._ = value()`.
export default function lateField(object, name) {
  return {
    set _(value) {
      name(object)._ = value;
    }
  };
}
