let a, b, o = {};
[(a), (o.x)] = [1, 2];
({ p: (b), q: (o.y) } = { p: 3, q: 4 });
console.log(a, b, o);
