const proto = { inherited: 1 };
const source = Object.create(proto, {
  visible: { value: 1, enumerable: true },
  hidden: { value: 2, enumerable: false },
  accessor: { get: () => "got", enumerable: true },
});
const s = Symbol("s");
source[s] = "symbol";
const { visible, ...rest } = source;
console.log(visible, Object.keys(rest), rest.hidden, rest.inherited, rest[s]);
console.log(Object.getOwnPropertyDescriptor(rest, "accessor"), Object.getPrototypeOf(rest) === Object.prototype);
const { ...copy } = source;
console.log(copy !== source, Object.keys(copy));
