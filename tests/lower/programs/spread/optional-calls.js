const o = { f: (...a) => a, n: null, m() { return [this === o, ...arguments]; } };
console.log(o.f?.(...[1, 2]), o.n?.(...[1]), o.m?.(...[3]), o?.m(...[4]), o.x?.y(...[5]));
const log = [];
o.n?.(...log.push("never"));
console.log(log);
