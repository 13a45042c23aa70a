function f(n) {
  const log = [];
  const read = () => v;
  let v = "outer";
  switch (n) {
    case 1:
      log.push(typeof v);
      break;
    case 0:
      let v = "inner";
      log.push(v);
  }
  log.push(read());
  return log;
}
console.log(f(0), f(2));
try {
  f(1);
} catch (e) {
  console.log(e.name);
}
function g(n) {
  switch (n) {
    default:
      const read = () => late;
      if (n) return read();
      const late = 5;
      return read();
  }
}
console.log(g(0));
try {
  g(1);
} catch (e) {
  console.log(e.name);
}
