const o = { list: [1, 2], n: null };
if (o?.list?.length) console.log("then");
while (o.list?.pop()) console.log("loop", o.list.length);
const { a = "d" } = o?.n ?? {};
const [x] = o?.list?.concat(9) ?? [];
console.log(a, x, o?.n ? 1 : 2, !o?.n, typeof o?.n?.x, o?.list?.[0] === undefined, `${o?.n?.x}`, [...(o?.list ?? [])]);
for (const v of o?.list?.concat(1, 2) ?? []) console.log(v);
