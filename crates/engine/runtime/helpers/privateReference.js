// `object.#name` of an accessor or a method as a property that is read and written.
export default function privateReference(object, brand, get, set, method) {
  return {
    get _() {
      object = brand(object);
      if (method) return method;
      if (!get) throw new TypeError("Cannot read a private member without a getter");
      return get.call(object);
    },
    set _(value) {
      object = brand(object);
      if (!set) throw new TypeError("Cannot assign to a private method, or to a private accessor without a setter");
      set.call(object, value);
    }
  };
}
