const a = { x: 1, y: 2 };
console.log({ ...a }, { ...a, y: 3 }, { y: 3, ...a }, { ...a, ...{ z: 4 } }, { ...null, ...undefined, ...5, ...true });
console.log({ ..."ab", ...[9] }, { ...Symbol() }, { ...a } === a);
