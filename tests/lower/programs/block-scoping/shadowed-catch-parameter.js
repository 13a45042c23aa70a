let e = "outer";
try {
  throw "thrown";
} catch (e) {
  {
    let e = "block";
    console.log(e);
  }
  console.log(e);
}
console.log(e);
const fs = [];
for (const n of [1, 2]) {
  try {
    throw n;
  } catch (caught) {
    fs.push(() => caught);
  }
}
console.log(fs.map((f) => f()));
