let n = 0;
const source = { get count() { return ++n; } };
const copy = { ...source };
console.log(copy.count, copy.count, n, Object.getOwnPropertyDescriptor(copy, "count").get);
const later = { ...copy, get count() { return "accessor"; } };
console.log(later.count, Object.keys(later));
