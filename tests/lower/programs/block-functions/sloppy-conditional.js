function run(flag) {
  const before = typeof g;
  if (flag) {
    function g() {
      return "g";
    }
  }
  return [before, typeof g];
}
console.log(run(true), run(false));
