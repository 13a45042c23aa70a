function run(n) {
  const log = [typeof f];
  switch (n) {
    case 1:
      log.push(typeof f, f());
      break;
    case 2:
      function f() {
        return "in switch";
      }
      log.push(f());
  }
  log.push(typeof f);
  return log;
}
console.log(run(1), run(2), run(3));
