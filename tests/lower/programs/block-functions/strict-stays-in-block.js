"use strict";
console.log(typeof f);
{
  console.log(f());
  function f() {
    return "block";
  }
}
console.log(typeof f);
if (true) {
  function g() {}
}
switch (1) {
  case 1:
    function h() {}
}
console.log(typeof g, typeof h);
