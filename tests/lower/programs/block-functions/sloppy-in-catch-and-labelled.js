function run() {
  try {
    throw "e";
  } catch (e) {
    function show() {
      return e;
    }
  }
  label: {
    function inside() {
      return show();
    }
    break label;
  }
  return inside();
}
console.log(run());
function labelled() {
  lab: function g() {
    return 1;
  }
  return g();
}
console.log(labelled());
