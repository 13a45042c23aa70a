// The elements of `list` from the one at `from` on, without holes.
export default function elementsFrom(list, from) {
  for (var rest = [], at = from || 0; at < list.length; ) rest.push(list[at++]);
  return rest;
}
