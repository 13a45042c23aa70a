const log = [];
const results = [
  { done: 0, value: "a" },
  { done: "", value: "b" },
  { value: "c" },
  { done: 1, get value() { log.push("never"); return "d"; } },
];
for (const x of { [Symbol.iterator]: () => ({ next: () => results.shift() }) }) log.push(x);
console.log(log);
