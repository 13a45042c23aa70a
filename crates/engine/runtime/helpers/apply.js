// `callee(...list)` with `self` as `this`.
export default function apply(callee, self, list) {
  return Function.prototype.apply.call(callee, self, list);
}
