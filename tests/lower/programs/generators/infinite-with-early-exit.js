function* naturals() {
  let n = 0;
  try {
    while (true) yield n++;
  } finally {
    console.log("stopped at", n);
  }
}
for (const n of naturals()) if (n === 3) break;
const [a, b] = naturals();
console.log(a, b);
function take(k) {
  for (const n of naturals()) if (n >= k) return n;
}
console.log(take(2));
try {
  for (const n of naturals()) throw new Error(`at ${n}`);
} catch (e) {
  console.log(e.message);
}
