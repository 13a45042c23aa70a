// `Object.setPrototypeOf`, which some engines have as `__proto__` only.
export default function setPrototypeOf(object, prototype) {
  if (Object.setPrototypeOf) return Object.setPrototypeOf(object, prototype);
  object.__proto__ = prototype;
  return object;
}
