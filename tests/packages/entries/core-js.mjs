import "core-js/actual/index.js";
import groupBy from "core-js/actual/object/group-by.js";

async function main() {
  console.log([3, 1, 2].toSorted(), groupBy([1, 2, 3], (x) => (x % 2 ? "odd" : "even")), new Set([1, 2]).union(new Set([3])).size);
  console.log(await Array.fromAsync([1, Promise.resolve(2)]), structuredClone(new Map([[1, new Date(0)]])), "abc".at(-1));
  console.log(new URL("../b?x=1#y", "http://a.test/c/d").href, Iterator.from([1, 2, 3]).map((x) => x * 2).toArray());
}

main();
