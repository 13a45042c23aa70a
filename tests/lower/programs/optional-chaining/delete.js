const o = { a: { b: 1, c: 2 }, n: null };
console.log(delete o?.a?.b, o.a, delete o.n?.x, delete o?.n?.x.y.z, delete o?.["a"].c, o.a, delete undefined?.x);
