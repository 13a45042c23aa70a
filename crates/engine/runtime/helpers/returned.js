// What is thrown through a generator that `return()` was called on, past every `catch`.
export default function Returned(value) {
  this.v = value;
}
