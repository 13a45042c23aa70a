try {
  class A { static ["prototype"]() {} }
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
try {
  class B { static ["prototype"] = 1; }
  console.log("fine");
} catch (e) {
  console.log(e.name);
}
