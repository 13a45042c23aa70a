function F(x) {
  if (!new.target) return new F(x);
  this.x = x;
}
console.log(F(1).x, new F(2).x, F.call({}, 3) instanceof F);
const G = function () {
  return new.target ? "ignored" : "called";
};
console.log(G(), typeof new G());
