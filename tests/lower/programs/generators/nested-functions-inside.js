function* outer() {
  function* inner() {
    yield 1;
    yield* innermost();
    function* innermost() { yield 2; }
  }
  yield* inner();
  const arrow = () => inner();
  yield [...arrow()];
  const plain = function () { return [typeof this, arguments.length]; };
  yield plain(1, 2, 3);
}
console.log(JSON.stringify([...outer()]));
