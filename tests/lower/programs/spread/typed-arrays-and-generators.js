function* g() {
  yield* [1, 2];
  return 3;
}
console.log([...new Uint8Array([1, 2]), ...g(), ...g()], Math.max(...new Float32Array([0.5, 1.5])));
