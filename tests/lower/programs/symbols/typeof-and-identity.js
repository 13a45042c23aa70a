const s = Symbol("s"), t = Symbol("s");
console.log(typeof s, s === t, s === s, typeof Symbol.iterator, typeof Object(s), Symbol.for("k") === Symbol.for("k"), s.description, s.toString());
const o = { [s]: 1, [t]: 2, plain: 3 };
console.log(o[s], o[t], Object.keys(o), Object.getOwnPropertySymbols(o).length, JSON.stringify(o), s in o);
switch (typeof s) {
  case "symbol":
    console.log("symbol");
    break;
  default:
    console.log("other");
}
console.log(typeof undeclaredName, typeof (() => {}), typeof class {}, typeof null);
