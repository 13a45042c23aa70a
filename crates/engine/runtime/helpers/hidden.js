// Defines a property as built-in objects have them: not enumerable.
export default function hidden(object, key, value) {
  Object.defineProperty(object, key, { value: value, configurable: true, writable: true });
}
