// What a variable may hold until its declaration has run is this function itself: gives
// `value`, or `result` where there is one, unless it is that mark.
export default function tdz(value, name, result) {
  if (value === tdz) throw new ReferenceError("Cannot access '" + name + "' before initialization");
  return arguments.length > 2 ? result : value;
}
