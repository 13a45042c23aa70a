for (const i = 0; i < 1; ) {
  console.log(i);
  break;
}
try {
  for (const i = 0; i < 3; i++) console.log("body", i);
} catch (e) {
  console.log(e.name);
}
for (const x of [1, 2]) console.log(x);
for (const k in { a: 1, b: 1 }) console.log(k);
