function run() {
  {
    function arguments() {}
  }
  return typeof arguments;
}
console.log(run(1, 2));
