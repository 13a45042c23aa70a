function run() {
  let f = "let";
  {
    function f() {}
    console.log(typeof f);
  }
  return f;
}
console.log(run());
function nested() {
  {
    let g = 1;
    {
      function g() {}
      console.log(typeof g);
    }
    console.log(g);
  }
  return typeof g;
}
console.log(nested());
