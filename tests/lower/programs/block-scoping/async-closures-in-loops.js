const out = [];
for (let i = 0; i < 3; i++) {
  setTimeout(() => out.push(i), 0);
  Promise.resolve().then(() => out.push(`p${i}`));
}
setTimeout(() => console.log(out), 5);
