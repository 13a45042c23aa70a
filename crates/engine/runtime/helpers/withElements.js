import elementsOf from "./elementsOf.js";

// Lets `body` take elements of `value`, and closes the iterator as array patterns do.
export default function withElements(value, body, arrayLike) {
  var next = elementsOf(value, arrayLike);
  try {
    body(next);
  } catch (error) {
    next.fail(error);
  }
  next.close();
}
