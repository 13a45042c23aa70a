// `object.#field` is `name(object)._`: objects have a box for each of their private fields.
// `late`: the box may be one that is looked for when its value is set.
export default function privateNameIn(boxes) {
  function name(object, late) {
    var box = boxes.get(object);
    if (!box && late) {
      box = {
        set _(value) {
          name(object)._ = value;
        }
      };
    }
    if (!box) throw new TypeError("Cannot access a private member of an object whose class did not declare it");
    return box;
  }
  name.boxes = boxes;
  return name;
}
