function run() {
  function read() {
    return typeof h;
  }
  const before = read();
  {
    function h() {}
  }
  return [before, read(), delete h];
}
console.log(run());
{
  {
    function deep() {
      return "deep";
    }
  }
}
console.log(deep());
