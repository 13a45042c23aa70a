// `object.#name` of an accessor or a method as a property that is read and written.
export default function privateReference(object, brand, get, set, method) {
  return {
    get _() {
      object = brand(object);
      if (method) return method;
      if (!get) throw new TypeError("Private member has no getter");
      return get.call(object);
    },
    set _(value) {
      object = brand(object);
      if (!set) throw new TypeError("Private member cannot be assigned");
      set.call(object, value);
    }
  };
}
