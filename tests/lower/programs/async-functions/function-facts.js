async function f(a, b) {}
const arrow = async (a) => {};
console.log(f.name, f.length, arrow.name, arrow.length, typeof f);
const { m } = { async m(x, y, z) {} };
console.log(m.name, m.length, (async () => {}).name, async function () {}.name);
