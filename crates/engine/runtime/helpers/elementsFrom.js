// The elements of `list` from the one at `from` on, without holes.
export default function elementsFrom(list, from) {
  from = from || 0;
  for (var at = from, count = list.length, rest = Array(count > from ? count - from : 0); at < count; at++) {
    rest[at - from] = list[at];
  }
  return rest;
}
