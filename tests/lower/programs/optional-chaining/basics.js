const o = { a: { b: { c: 1 } }, f() { return this === o; }, n: null, z: 0, s: "" };
console.log(o?.a?.b?.c, o?.x?.y.z.w, o.n?.a, o.z?.toFixed(1), o.s?.length, o?.["a"]?.["b"], o.f?.(), o.g?.(), o?.f(), undefined?.x);
console.log(null?.[console.log("never")], o.n?.f(console.log("never")), void 0 ?? "d", o?.a.b?.c.toFixed?.(2));
