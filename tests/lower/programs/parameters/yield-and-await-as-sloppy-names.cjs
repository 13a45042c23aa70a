var yield = 1;
function f(await = 2, yield = 3) {
  return [await, yield];
}
console.log(f(), yield);
var let = 5;
console.log(let);
