const arrow = () => {};
let fn = function () {}, named = function inner() {};
var cls = class {}, named2 = class Inner {};
const gen = function* () {}, asy = async () => {}, asyGen = async function* () {};
let later;
later = () => {};
const [d = () => {}] = [], { e = () => {}, f: g = () => {} } = {};
const paren = (() => {}), comma = (0, () => {}), cond = true ? () => {} : null;
function decl() {}
console.log([arrow, fn, named, cls, named2, gen, asy, asyGen, later, d, e, g, paren, comma, cond, decl].map((x) => JSON.stringify(x.name)).join());
