// A property as literals and class fields make it, whatever setters are inherited.
export default function defineProperty(object, key, value) {
  return Object.defineProperty(object, key, { value: value, enumerable: true, configurable: true, writable: true });
}
