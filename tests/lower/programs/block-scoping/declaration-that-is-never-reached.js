const fs = [];
function f(leave) {
  fs.push(() => y);
  if (leave) return;
  let y = 1;
}
f(true);
f(false);
function g(n) {
  for (;;) {
    fs.push(() => z);
    if (n) break;
    const z = 2;
    break;
  }
}
g(1);
g(0);
function h(n) {
  try {
    fs.push(() => w);
    if (n) throw 1;
    let w = 3;
  } catch {}
}
h(1);
h(0);
console.log(fs.map((f) => {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
}));
