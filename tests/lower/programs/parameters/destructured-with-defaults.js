function f({ a = 1, b: { c = 2 } = {} } = {}, [d = 3, ...e] = [], ...g) {
  return JSON.stringify([a, c, d, e, g]);
}
console.log(f());
console.log(f({ a: 10, b: { c: 20 } }, "xyz", 7, 8));
console.log(f({ b: {} }, [undefined, 1]));
