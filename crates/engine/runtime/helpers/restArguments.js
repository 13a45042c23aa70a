// The arguments from the one at `from` on.
export default function restArguments(list, from) {
  var rest = [];
  for (var at = from || 0; at < list.length; at++) rest.push(list[at]);
  return rest;
}
