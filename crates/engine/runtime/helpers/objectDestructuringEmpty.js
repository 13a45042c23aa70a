// What `{} = value` demands of the value; gives it back.
export default function objectDestructuringEmpty(value) {
  if (value == null) throw new TypeError("Cannot destructure '" + value + "' as it is " + value + ".");
  return value;
}
