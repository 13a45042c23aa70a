function* g(n) {
  for (let i = 0; i < n; i++) yield i;
}
g.prototype.sum = function () {
  let s = 0;
  for (const x of this) s += x;
  return s;
};
console.log(g(5).sum());
function* plain() {}
console.log(plain().sum);
