function f() {
  try {
    throw 1;
  } catch (x) {
    var x = 2;
    console.log(x);
  }
  return x;
}
console.log(f());
