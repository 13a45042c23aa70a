function f() {
  return [
    arguments.length,
    Object.prototype.toString.call(arguments),
    typeof arguments[Symbol.iterator],
    Array.from(arguments),
    [...arguments],
    Array.isArray(arguments),
  ];
}
console.log(f(1, 2));
