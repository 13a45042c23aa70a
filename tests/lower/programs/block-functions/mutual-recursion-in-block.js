"use strict";
{
  function even(n) {
    return n === 0 || odd(n - 1);
  }
  function odd(n) {
    return n !== 0 && even(n - 1);
  }
  console.log(even(10), odd(7), even(3));
}
