function run() {
  const log = [];
  {
    log.push(typeof g);
    g = 5;
    log.push(typeof g);
    function g() {}
    log.push(typeof g);
    g = 6;
    log.push(g);
  }
  log.push(g);
  return log;
}
console.log(run());
