// `#name in object`
export default function hasPrivate(object, name) {
  if (Object(object) !== object) {
    throw new TypeError("Cannot use 'in' operator to search for a private member in " + String(object));
  }
  return name.boxes.has(object);
}
