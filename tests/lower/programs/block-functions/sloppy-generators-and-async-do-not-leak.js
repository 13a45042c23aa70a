function run() {
  {
    function* g() {}
    async function a() {}
    async function* ag() {}
    console.log(typeof g, typeof a, typeof ag);
  }
  return [typeof g, typeof a, typeof ag];
}
console.log(run());
