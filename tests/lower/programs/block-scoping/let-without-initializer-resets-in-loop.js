for (var i = 0; i < 3; i++) {
  let x;
  console.log(x);
  x = i;
  console.log(x);
}
let n = 0;
while (n < 2) {
  let seen;
  if (n === 0) seen = "first";
  console.log(seen);
  n++;
}
