const o = { list: [] };
const f = () => (console.log("f"), o);
const k = (n) => (console.log("key", n), n);
[f().x, f()[k("y")], ...f().list] = [1, 2, 3, 4];
console.log(o);
({ a: f().p, b: f()[k("q")] = 9, ...f().rest } = { a: 5, c: 6 });
console.log(o);
