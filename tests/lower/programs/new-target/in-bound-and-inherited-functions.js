function F() { this.nt = new.target === undefined ? "none" : new.target.name; }
const B = F.bind(null);
console.log(new B().nt);
class C extends F {}
console.log(new C().nt);
function G() { F.call(this); }
console.log(new G().nt);
