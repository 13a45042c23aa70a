[undeclaredOne, { b: undeclaredTwo }] = [1, { b: 2 }];
console.log(undeclaredOne, undeclaredTwo, globalThis.undeclaredOne);
const c = 1;
const log = [];
try {
  [c, log[0]] = [2, 3];
} catch (e) {
  console.log(e.name, log);
}
