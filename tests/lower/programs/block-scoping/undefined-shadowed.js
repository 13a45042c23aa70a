(function (undefined) {
  let x;
  console.log(x === void 0, undefined);
  for (var i = 0; i < 2; i++) {
    let y;
    console.log(y === void 0);
    y = 1;
  }
  const f = (a = "default") => a;
  console.log(f(void 0), f(undefined));
  console.log((void 0)?.x === void 0);
})("shadow");
