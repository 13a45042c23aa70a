function f(a, b) {
  arguments[0] = "A";
  b = "B";
  return [a, arguments[1], arguments.length];
}
console.log(f(1, 2), f(1));
