function f(a) {
  const out = [];
  for (const x of arguments) {
    out.push(x);
    if (x === 1) arguments[1] = "changed";
    a = "a";
  }
  return [out, arguments[0]];
}
console.log(f(1, 2, 3));
