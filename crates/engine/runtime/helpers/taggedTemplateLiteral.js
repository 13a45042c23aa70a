// The object that a tag is called with; `raw` is left out where it equals `cooked`.
export default function taggedTemplateLiteral(cooked, raw) {
  return Object.freeze(
    Object.defineProperty(cooked, "raw", { value: Object.freeze(raw || cooked.slice()) })
  );
}
