function f(...args) {
  const fs = [];
  for (let i = 0; i < args.length; i++) fs.push(() => args[i] + args.length);
  args.push("extra");
  return fs.map((g) => g());
}
console.log(f("a", "b"));
const nested = (...a) => (...b) => [...a, ...b];
console.log(nested(1, 2)(3));
function shadow(...args) {
  return ((...args) => args)(...args, args.length);
}
console.log(shadow("x"));
