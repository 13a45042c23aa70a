var async = 1;
let of = [1, 2];
const get = 3, set = 4, from = 5;
for (const of2 of of) console.log(of2);
console.log(async, get, set, from);
var yieldd = 1;
{
  let async = (x) => x;
  console.log(async(7));
}
