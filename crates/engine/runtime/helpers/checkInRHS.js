// What `#field in value` demands of the value.
export default function checkInRHS(value) {
  if (Object(value) !== value) {
    throw new TypeError("Cannot use 'in' operator to search for a private field in " + String(value));
  }
  return value;
}
