// Defines the own properties of `members` on `target`, accessors and symbols too.
// `isClass`: as members of classes, which are not enumerable.
export default function copyMembers(target, members, isClass) {
  var keys = Object.getOwnPropertyNames(members);
  if (Object.getOwnPropertySymbols) keys = keys.concat(Object.getOwnPropertySymbols(members));
  keys.forEach(function (key) {
    var property = Object.getOwnPropertyDescriptor(members, key);
    property.enumerable = !isClass;
    // The other half of the accessor may be there already.
    if (!property.get) delete property.get;
    if (!property.set) delete property.set;
    Object.defineProperty(target, key, property);
  });
  return target;
}
