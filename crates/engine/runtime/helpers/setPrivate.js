// `object.#field = value`, or with `set` that of an accessor: the object is looked at when the
// value is there.
export default function setPrivate(object, name, value, set) {
  object = name(object);
  if (set) set.call(object, value);
  else object._ = value;
  return value;
}
