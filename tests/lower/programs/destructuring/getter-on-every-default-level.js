const calls = [];
const handler = {};
let depth = 0;
function level(name, value) {
  return Object.defineProperty({}, name, { get() { calls.push(name); return value; } });
}
const {
  a: { b: [{ c }, d = depth++] },
} = level("a", level("b", [level("c", "c value")]));
console.log(c, d, calls, depth);
