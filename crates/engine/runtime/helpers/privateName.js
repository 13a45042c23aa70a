// A private name of a class: a function that gives what an object has under it, if it has
// it. `object.#field` is `name(object)._`: objects have a box for each of their fields.
export default function privateName(boxes) {
  function name(object) {
    var box = boxes.get(object);
    if (!box) throw new TypeError("Object has no such private member");
    return box;
  }
  name.boxes = boxes = boxes || new WeakMap();
  return name;
}
