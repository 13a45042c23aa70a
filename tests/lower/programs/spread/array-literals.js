const a = [1, 2];
console.log([...a], [...a, ...a], [0, ...a, 3], [...a, ...[]], [...[...a]]);
console.log([..."ab", ...new Set([1, 1, 2]), ...new Map([[1, 2]])]);
console.log([...a] === a, [...a].length, [...[]]);
