// Assignment to a private method, or to a private getter without its setter.
export default function readOnlyError(name) {
  throw new TypeError("'" + name + "' is read-only");
}
