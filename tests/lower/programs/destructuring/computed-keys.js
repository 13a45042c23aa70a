const log = [];
const key = (k) => (log.push(k), k);
const { [key("a")]: a, [key("b") + key("c")]: bc = key("default"), ...rest } = { a: 1, x: 2 };
console.log(a, bc, rest, log);
const s = Symbol("s");
const { [s]: bySymbol, ...others } = { [s]: 1, t: 2 };
console.log(bySymbol, Object.getOwnPropertySymbols(others).length);
