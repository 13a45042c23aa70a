const f = (a, b = a ?? "d") => b;
const g = (x) => x?.y ?? ((z) => z ?? "inner")(x?.z);
console.log(f(null), f(0), g(null), g({ y: 0 }), g({ z: "zz" }));
