function* walk(node) {
  if (!node) return 0;
  const left = yield* walk(node.left);
  yield node.value;
  const right = yield* walk(node.right);
  return left + right + 1;
}
const tree = { value: 4, left: { value: 2, left: { value: 1 }, right: { value: 3 } }, right: { value: 5 } };
console.log([...walk(tree)]);
const it = walk(tree);
let r;
do r = it.next();
while (!r.done);
console.log(r.value);
