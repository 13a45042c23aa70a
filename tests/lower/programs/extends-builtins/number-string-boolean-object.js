class N extends Number { double() { return this * 2; } }
class S extends String { shout() { return this.toUpperCase() + this.length; } }
class B extends Boolean { not() { return !this.valueOf(); } }
class O extends Object { constructor(...a) { super(...a); this.n = a.length; } }
console.log(new N(21).double(), new N(1) + 1, new S("abc").shout(), `${new S("x")}`, new B(false).not(), new O({ ignored: 1 }).n, "ignored" in new O({ ignored: 1 }));
console.log(new N(1) instanceof Number, typeof new S(""), [...new S("ab")], Object.prototype.toString.call(new N(1)));
