// `#name in object`
export default function hasPrivate(object, name) {
  if (Object(object) !== object) throw new TypeError("Cannot search for a private member in " + String(object));
  return name.boxes.has(object);
}
