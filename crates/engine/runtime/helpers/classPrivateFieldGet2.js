import assertClassBrand from "./assertClassBrand.js";

// `object.#field`
export default function classPrivateFieldGet2(field, object) {
  return field.get(assertClassBrand(field, object));
}
