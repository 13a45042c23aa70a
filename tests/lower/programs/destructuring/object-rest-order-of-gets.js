const log = [];
const source = {
  get a() { log.push("a"); return 1; },
  get b() { log.push("b"); return 2; },
  get c() { log.push("c"); return 3; },
};
const { b, ...rest } = source;
console.log(log.join(), rest);
log.length = 0;
let x, y;
({ c: x, ...y } = source);
console.log(log.join(), y);
