const made = [];
for (let i = 0; i < 3; i++) made.push(class { v = i; static s = i * 10; f = () => i; });
console.log(made.map((C) => [new C().v, C.s, new C().f()].join()));
