function f(a = arguments, b = arguments.length, c = () => arguments[3]) {
  return [a === arguments, b, c()];
}
console.log(f(undefined, undefined, undefined, "fourth"));
