function F(a = new.target, b = () => new.target) {
  const c = () => () => new.target;
  this?.x;
  return { r: [a === F, b() === F, c()() === F] };
}
console.log(new F().r, F.call(null).r);
const o = { m() { return (() => new.target)(); } };
console.log(o.m());
