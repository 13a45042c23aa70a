const fs = [];
for (const k of [0, 1, 2, 3]) {
  switch (k) {
    case 0:
      fs.push(() => a);
      break;
    case 1:
      let a = "a" + k;
      fs.push(() => a);
      break;
    case 2:
      fs.push(() => a, f);
    default:
      function f() {
        return a;
      }
      const g = () => {
        a = 5;
        return a;
      };
      fs.push(g);
  }
}
console.log(
  fs.map((f) => {
    try {
      return f();
    } catch (e) {
      return e.name;
    }
  }),
);
switch (1) {
  case 1:
    const c = 1;
    console.log(c, (() => c)());
}
switch (2) {
  case (() => {
    try {
      return zz;
    } catch (e) {
      return e.name;
    }
  })():
  case 2:
    let zz = 1;
    console.log(zz);
}
function* g(n) {
  switch (n) {
    case 0:
      let x = yield 1;
    case 1:
      try {
        yield x;
      } catch (e) {
        yield e.name;
      }
      x = 3;
      yield x;
  }
}
console.log([...g(0)]);
try {
  console.log([...g(1)]);
} catch (e) {
  console.log(e.name);
}
