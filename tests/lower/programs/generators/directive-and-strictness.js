function* strict() {
  "use strict";
  yield this === undefined;
  try {
    undeclaredInGenerator = 1;
  } catch (e) {
    yield e.name;
  }
}
function* sloppy() {
  yield this === globalThis;
  undeclaredInSloppy = 1;
  yield typeof undeclaredInSloppy;
}
console.log([...strict()], [...sloppy()]);
