import assertClassBrand from "./assertClassBrand.js";

// `object.#field = value`
export default function classPrivateFieldSet2(field, object, value) {
  field.set(assertClassBrand(field, object), value);
  return value;
}
