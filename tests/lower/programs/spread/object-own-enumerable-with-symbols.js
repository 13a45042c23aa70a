const s = Symbol("s");
const hiddenSymbol = Symbol("h");
const source = Object.defineProperty(
  Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } }),
  hiddenSymbol,
  { value: 3, enumerable: false },
);
source[s] = 4;
const o = { ...source };
console.log(Object.keys(o), Object.getOwnPropertySymbols(o).map(String), o[s]);
