let a, b, c;
const f = (...args) => args.length;
console.log(f([a] = [1], ({ b } = { b: 2 }), ...([c] = [3])), a, b, c);
console.log((a = 0) || ([a, b] = [b, a]).join(), a, b);
console.log(`${({ length: c } = "xyz")}${c}`);
if (([a] = [0]) && a) console.log("never");
else console.log("else", a);
while (([a, b] = [b, a]) && a > 0) {
  console.log("while", a);
  b = 0;
  if (a === 2) break;
}
const arrow = (v) => ([a] = v);
console.log(arrow([5, 6]), a);
