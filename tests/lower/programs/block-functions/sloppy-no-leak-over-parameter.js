function run(f) {
  {
    function f() {}
    console.log(typeof f);
  }
  return f;
}
console.log(run("argument"));
function defaults(a, b = a) {
  {
    function a() {}
  }
  return [a, b];
}
console.log(defaults("x"));
