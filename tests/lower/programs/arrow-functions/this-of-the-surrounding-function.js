function F() {
  this.v = 1;
  const a = () => this.v;
  const b = () => () => () => this.v + 1;
  return [a(), b()()(), (() => this === globalThis)()];
}
console.log(F.call({}));
console.log((() => this === module.exports)());
console.log([1, 2].map(function (x) { return (() => this.k * x)(); }, { k: 10 }));
