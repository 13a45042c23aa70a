// `value`, which must be an object where the protocol of iterators wants one.
export default function objectOf(value) {
  if (!value || (typeof value !== "object" && Object(value) !== value)) throw new TypeError(String(value) + " is not an object");
  return value;
}
