import defineProperty from "./defineProperty.js";
import setFunctionName from "./setFunctionName.js";
import toPropertyKey from "./toPropertyKey.js";

// `{ [key]: function () {} }`: the key is the name of the function, too.
export default function defineMethod(object, key, value) {
  key = toPropertyKey(key);
  return defineProperty(object, key, setFunctionName(value, key));
}
