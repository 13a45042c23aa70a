// Marks a value that an async generator awaits, as against one that it yields.
// `wrapAsyncGenerator` reads the marks; a mark is an object of this function.
export default function awaitAsyncGenerator(value) {
  if (!(this instanceof awaitAsyncGenerator)) return new awaitAsyncGenerator(value);
  this.value = value;
}
