let x = "outer";
switch (x) {
  case "outer":
    let x = "inner";
    console.log(x);
}
console.log(x);
const fs = [];
for (const v of ["a", "b"]) {
  switch (v) {
    case "a":
    case "b":
      let held = v + v;
      fs.push(() => held);
  }
}
console.log(fs.map((f) => f()));
