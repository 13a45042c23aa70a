function f(a, b,) {
  return [a, b];
}
console.log(f(1, 2,), f.length, ((x,) => x)(3,), new Array(1, 2,).length);
