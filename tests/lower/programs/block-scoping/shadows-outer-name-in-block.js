let x = "outer";
{
  let x = "inner";
  console.log(x);
  {
    const x = "innermost";
    console.log(x);
  }
  console.log(x);
}
console.log(x);
if (true) {
  var y = 1;
  let z = y + 1;
  console.log(z);
}
console.log(y, typeof z);
