const log = [];
const source = () => (log.push("source"), { get a() { log.push("never"); } });
const {} = source();
({} = source());
const it = {
  [Symbol.iterator]() {
    log.push("iterator");
    return { next() { log.push("next"); return {}; }, return() { log.push("return"); return {}; } };
  },
};
const [] = it;
[] = it;
(function ({}, []) {})(source(), it);
console.log(log.join(" "));
