function* g() {
  console.log("never");
  yield 1;
}
let it = g();
console.log(it.return(5), it.next(), it.return(6));
it = g();
try {
  it.throw(new Error("early"));
} catch (e) {
  console.log(e.message);
}
console.log(it.next());
function* h() {}
it = h();
console.log(it.next(), it.return(7));
try {
  it.throw("late");
} catch (e) {
  console.log(e);
}
