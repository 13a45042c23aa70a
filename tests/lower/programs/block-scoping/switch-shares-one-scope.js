function f(n) {
  switch (n) {
    case 0:
      let x = "zero";
      return x;
    case 1:
      x = "one";
      return x;
    default:
      {
        let x = "own";
        return x;
      }
  }
}
console.log(f(0));
try {
  f(1);
} catch (e) {
  console.log(e.name);
}
console.log(f(2));
