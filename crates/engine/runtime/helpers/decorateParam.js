// A decorator of a parameter as one of the member that the parameter is of.
export default function decorateParam(index, decorator) {
  return function (target, key) {
    decorator(target, key, index);
  };
}
