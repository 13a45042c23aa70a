const names = [];
for (const call of [
  () => (({ a }) => a)(),
  () => (({ a }) => a)(null),
  () => (([a]) => a)({}),
  () => (([a] = null) => a)(),
  () => (({}) => 1)(undefined),
  () => (([]) => 1)(1),
  () => (({ a: { b } }) => b)({}),
]) {
  try {
    names.push(call());
  } catch (e) {
    names.push(e.name);
  }
}
console.log(names);
