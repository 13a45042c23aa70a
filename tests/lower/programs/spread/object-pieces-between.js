const a = { x: 1 },
  b = { y: 2 };
const f = () => ({ q: 1 });
console.log(
  { ...a },
  { ...a, ...b },
  { ...a, z: 1 },
  { z: 1, ...a },
  {
    z: 1,
    ...a,
    w: 2,
    v: 3,
    ...b,
    get u() {
      return 1;
    },
  },
  { ...f(), t: f() },
  { ...a, b },
  { ...null, ...undefined, ..."ab", ...[9] },
  { ...a, [f().q]: 2 },
  {
    ...a,
    m() {
      return super.toString === Object.prototype.toString;
    },
  }.m(),
);
