var count = 0;

// A key for a private field that is kept as a property, not met anywhere else.
export default function classPrivateFieldLooseKey(name) {
  return "__private_" + count++ + "_" + name;
}
