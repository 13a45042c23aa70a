"use strict";
function f() {
  return "outer";
}
{
  console.log(f());
  function f() {
    return "inner";
  }
}
console.log(f());
(function () {
  const get = f;
  {
    function f() {
      return "third";
    }
    console.log(f());
  }
  console.log(get());
})();
