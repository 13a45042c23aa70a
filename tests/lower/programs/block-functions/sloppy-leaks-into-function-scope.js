console.log(typeof f);
{
  console.log(typeof f, f());
  function f() {
    return "first";
  }
}
console.log(typeof f, f());
