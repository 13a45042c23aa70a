// What `{} = value` demands of the value.
export default function objectDestructuringEmpty(value) {
  if (value == null) throw new TypeError("Cannot destructure '" + value + "' as it is " + value + ".");
}
