console.log([...early()]);
function* early() {
  yield "hoisted";
}
console.log(typeof early, early.name, early.length);
{
  console.log([...inBlock(1)]);
  function* inBlock(x) {
    yield x;
  }
}
