for (var x of [1, 2, 3]) {
  if (x === 2) break;
  var inner = x;
}
console.log(x, inner);
for (let y of []) console.log("never");
let last;
for (const y of [1, 2]) last = y;
console.log(last, typeof y);
