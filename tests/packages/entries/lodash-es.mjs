import { camelCase, debounce, orderBy, range, sortedUniq, throttle, zipObject } from "lodash-es";
import lodash from "lodash-es";

console.log(camelCase("some thing-like_this"), range(0, 10, 3), sortedUniq([1, 1, 2, 2, 3]));
console.log(zipObject(["a", "b"], [1, 2]), typeof debounce, typeof throttle);
console.log(orderBy([{ n: 2, s: "b" }, { n: 2, s: "a" }, { n: 1, s: "c" }], ["n", "s"], ["desc", "asc"]));
console.log(lodash.chain([3, 1, 2]).sortBy().reverse().join("-").value(), Object.keys(lodash).length);
