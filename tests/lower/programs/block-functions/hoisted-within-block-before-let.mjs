const log = [];
{
  log.push(f());
  let x = 1;
  function f() {
    try {
      return x;
    } catch (e) {
      return e.name;
    }
  }
  log.push(f());
}
console.log(log);
