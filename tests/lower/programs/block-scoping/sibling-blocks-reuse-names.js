const log = [];
{
  let a = 1;
  log.push(() => a++);
}
{
  let a = 10;
  log.push(() => a++);
}
{
  const a = 100;
  log.push(() => a);
}
console.log(log.map((f) => f()), log.map((f) => f()));
