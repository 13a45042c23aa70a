class A { static v = "outer"; }
{
  class A { static v = "inner"; }
  console.log(A.v);
}
console.log(A.v);
if (true) {
  class B {}
}
console.log(typeof B);
switch (1) {
  case 1:
    class C { static v = "switch"; }
    console.log(C.v);
}
