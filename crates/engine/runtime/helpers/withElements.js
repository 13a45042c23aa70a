import elementsOf from "./elementsOf.js";

// Lets `body` take elements of `value`, and closes the iterator as array patterns do.
export default function withElements(value, body) {
  var next = elementsOf(value);
  try {
    body(next);
  } catch (error) {
    next.fail(error);
  }
  next.close();
}
