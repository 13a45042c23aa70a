import privateNameIn from "./privateNameIn.js";

// A private name of a class: a function that gives what an object has under it.
export default function privateName() {
  return privateNameIn(new WeakMap());
}
