const { a = () => {}, b: c = function () {}, d = class {} } = {};
const [e = () => {}, f = async function () {}] = [];
let g, h, o = {};
[g = () => {}, o.m = () => {}] = [];
({ h = () => {} } = {});
console.log(a.name, c.name, d.name, e.name, f.name, g.name, h.name, JSON.stringify(o.m.name));
const [i = (0, () => {})] = [];
console.log(JSON.stringify(i.name));
