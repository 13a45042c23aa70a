import * as R from "ramda";

console.log(R.pipe(R.filter(R.propSatisfies(R.gt(R.__, 1), "n")), R.map(R.evolve({ n: R.multiply(2) })), R.indexBy(R.prop("k")))([{ k: "a", n: 1 }, { k: "b", n: 2 }, { k: "c", n: 3 }]));
console.log(R.into([], R.compose(R.map(R.inc), R.take(2)), [1, 2, 3]), R.over(R.lensPath(["a", 0, "b"]), R.negate, { a: [{ b: 3 }] }), R.equals(new Set([[1]]), new Set([[1]])));
console.log(Object.keys(R).length, R.toString({ a: new Date(0), b: [undefined] }));
