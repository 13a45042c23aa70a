// Reading of a private setter without its getter.
export default function writeOnlyError(name) {
  throw new TypeError("'" + name + "' was defined without a getter");
}
