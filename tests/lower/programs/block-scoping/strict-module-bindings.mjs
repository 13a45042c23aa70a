let a = 1;
export const b = 2;
export function f() {
  return a + b + g();
}
function g() {
  return typeof this;
}
try {
  undeclared = 1;
} catch (e) {
  console.log(e.name);
}
console.log(this, f().length, [a, b]);
{
  function a2() {}
}
console.log(typeof a2);
