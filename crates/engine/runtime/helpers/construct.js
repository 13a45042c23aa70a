// `new callee(...list)`
export default function construct(callee, list) {
  if (typeof Reflect === "object" && Reflect.construct) return Reflect.construct(callee, list);
  return new (Function.prototype.bind.apply(callee, [null].concat([].slice.call(list))))();
}
