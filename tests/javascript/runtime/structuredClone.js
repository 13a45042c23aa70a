// The body of an async function.
const one = { a: new Date(5), b: new Map([[1, { c: 2 }]]), d: [undefined, /x/g] };
one.self = one;
const two = structuredClone(one);
return [two.self === two, two !== one, two.a.getTime(), [...two.b], two.d[1].flags, two.d.length];
