// Gives an object its private field; the values of one field are a WeakMap by object.
export default function classPrivateFieldInitSpec(object, field, value) {
  if (field.has(object)) throw new TypeError("Cannot initialize the same private field twice on one object");
  field.set(object, value);
}
