const out = [];
for (const x of [1, 2]) out.push(x);
for (const x of "a\u{1F600}b") out.push(x.length);
for (const x of new Set([3, 3])) out.push(x);
for (const [k, v] of new Map([["k", "v"]])) out.push(k + v);
for (const x of [1, , 3]) out.push(x);
for (const x of new Uint8Array([9])) out.push(x);
for (const x of [].entries()) out.push(x);
for (const x of ["e"].entries()) out.push(x.join());
(function () {
  for (const x of arguments) out.push(x);
})("arg");
console.log(out);
