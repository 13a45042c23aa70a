const tries = [
  () => {
    x;
    let x = 1;
  },
  () => {
    x = 2;
    let x;
  },
  () => {
    typeof x;
    let x;
  },
  () => {
    x++;
    let x = 0;
  },
  () => {
    const x = x + 1;
  },
  () => {
    let x = (x, 1);
  },
  () => {
    [x] = [1];
    let x;
  },
  () => {
    const y = { x };
    let x;
  },
];
for (const f of tries) {
  try {
    f();
    console.log("no error");
  } catch (e) {
    console.log(e instanceof ReferenceError);
  }
}
console.log(typeof notDeclaredAnywhere);
