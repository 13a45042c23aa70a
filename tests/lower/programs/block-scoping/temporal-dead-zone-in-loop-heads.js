let x = [1, 2];
let o = { a: 1 };
for (const run of [
  () => {
    for (let x of x) console.log("body");
  },
  () => {
    for (const o in o) console.log("body");
  },
  () => {
    for (let x = x; ; ) break;
  },
  () => {
    for (let [x, y = z, z] of [[1]]) console.log("body");
  },
]) {
  try {
    run();
    console.log("no error");
  } catch (e) {
    console.log(e.name);
  }
}
