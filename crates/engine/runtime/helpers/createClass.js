import copyMembers from "./copyMembers.js";

// Gives a constructor function the members of its class.
export default function createClass(constructor, members, statics) {
  if (members) copyMembers(constructor.prototype, members, true);
  if (statics) copyMembers(constructor, statics, true);
  return Object.defineProperty(constructor, "prototype", { writable: false });
}
