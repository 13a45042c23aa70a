const log = [];
async function f() {
  log.push("start");
  await null;
  log.push("after await");
}
log.push("before");
f();
log.push("after call");
setTimeout(() => console.log(log), 1);
