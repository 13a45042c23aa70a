// Gives `object` a private field, or without a value the mark of its class.
export default function addPrivate(object, name, value) {
  if (name.boxes.has(object)) throw new TypeError("Object has that private member already");
  name.boxes.set(object, arguments.length > 2 ? { _: value } : object);
}
