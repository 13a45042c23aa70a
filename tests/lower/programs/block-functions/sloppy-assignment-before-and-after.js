function run() {
  {
    function a() {
      return 1;
    }
    a = 2;
  }
  const first = typeof a;
  {
    a = 3;
    function a() {
      return 4;
    }
  }
  return [first, typeof a, a];
}
console.log(run());
