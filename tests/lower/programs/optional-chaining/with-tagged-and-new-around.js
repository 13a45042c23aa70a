const o = { C: class { constructor(x) { this.x = x; } }, f: () => ({ g: () => [1, 2] }) };
console.log(new (o?.C)(5).x, new o.C(6)?.x, o?.f().g()?.length, o.f?.()?.g?.()?.[1], (await_ => await_?.x)({ x: 7 }));
(async () => {
  console.log((await Promise.resolve(null))?.x, await o?.f?.().g(), (await o)?.C === o.C);
})();
