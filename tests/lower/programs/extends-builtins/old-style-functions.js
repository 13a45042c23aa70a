function Old(a) {
  if (!(this instanceof Old)) return new Old(a);
  this.a = a;
}
Old.prototype.m = function () { return this.a; };
Old.s = "static";
class New extends Old {
  constructor(a) { super(a * 2); }
  m() { return super.m() + 1; }
}
console.log(new New(2).m(), New.s, new New(1) instanceof Old);
function Factory() { return { made: true, m: "own" }; }
class F extends Factory { f = 1; m() {} }
const o = new F();
console.log(o.made, o.f, o.m, o instanceof F);
