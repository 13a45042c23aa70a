let f, g = null, h = 1;
const o = {};
f ??= () => {};
g ||= function () {};
h &&= class {};
o.m ??= () => {};
console.log(f.name, g.name, h.name, JSON.stringify(o.m.name));
