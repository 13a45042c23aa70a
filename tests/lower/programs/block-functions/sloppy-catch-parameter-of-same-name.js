function run() {
  try {
    throw "caught";
  } catch (f) {
    {
      function f() {
        return "function";
      }
    }
    console.log(typeof f);
  }
  return typeof f;
}
console.log(run());
