var { a } = { a: 1 }, [b] = [a + 1], c = a + b, { d = c } = {};
console.log(a, b, c, d);
for (var { x, y } = { x: 0, y: 3 }; x < y; x++) console.log(x);
let [p, q] = [1], { r } = { r: p };
console.log(p, q, r);
