const log = [];
const d = (n) => (log.push(n), n);
const [a = d("a"), b = d("b"), c = d("c"), e = d("e")] = [undefined, null, 0];
const { f = d("f"), g = d("g") } = { f: false };
console.log(a, b, c, e, f, g, log);
