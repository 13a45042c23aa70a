try {
  throw 1;
} catch {
  console.log("caught");
}
const f = () => {
  try {
    return JSON.parse("{");
  } catch {
    return "invalid";
  } finally {
    console.log("finally");
  }
};
console.log(f());
var e = "outer", error = "outer too";
try {
  throw "inner";
} catch {
  console.log(e, error);
}
