var of = [1, 2];
for (const of2 of of) console.log(of2);
for (of of [[3], [4]]) console.log(of);
for (var async of ["a"]) console.log(async);
for (let of of ["o"]) console.log(of);
