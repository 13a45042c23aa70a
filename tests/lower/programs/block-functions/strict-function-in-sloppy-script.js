function strict() {
  "use strict";
  {
    function g() {}
  }
  return typeof g;
}
function sloppy() {
  {
    function g() {}
  }
  return typeof g;
}
console.log(strict(), sloppy());
class C {
  m() {
    {
      function g() {}
    }
    return typeof g;
  }
}
console.log(new C().m());
