const log = [];
const L = (x, v = x) => {
  log.push(x);
  return v;
};
const flush = () => {
  console.log(log.join("|"));
  log.length = 0;
};
const a = [1, 2],
  b = new Set([3, 4]);
function* g() {
  yield 5;
  yield 6;
}
console.log(
  [...a],
  [...a, ...b, ...g()],
  [0, ...a, 9],
  [..."h\u{1F600}"],
  [...[, 1]],
  [, ...a],
  [...a, ,],
  [...a, , ...b],
  [...[...a, 0]].length,
  [...[]],
  [...new Map([[1, 2]])],
);
const o = {
  n: 1,
  m(...x) {
    return [this === o, this.n, ...x];
  },
  get k() {
    return L("k", this.m);
  },
  s: {
    t(...x) {
      return this === o.s && x.length;
    },
  },
};
console.log(
  o.m(...a),
  o["m"](0, ...a, 3),
  o.s.t(...a),
  (0, o.m).call(o, ...a),
  o[L("m")](...a),
  L("o", o).m(...a),
  o.k(...a),
);
flush();
try {
  (0, o.m)(...a);
} catch (e) {
  console.log(e.name);
}
function self(x) {
  "use strict";
  return this;
}
console.log(self(...a));
console.log(
  Math.max(...a, ...b),
  Math.min(...b),
  String.fromCharCode(...[97, 98]),
  Array.of(...a),
  [].concat(...[[1], [2]]),
);
class A {
  constructor(...x) {
    this.x = x;
    this.nt = new.target === A;
  }
}
console.log(
  JSON.stringify([new A(...a), new A(0, ...b)]),
  new (class extends A {})(...a).x,
  new Date(...[2020, 1, 1]).getFullYear(),
  new Array(...[3]).length,
  new Map(...[[[1, 2]]]).size,
);
function Old(p, q) {
  this.p = p;
  this.q = q;
}
console.log(new Old(...a) instanceof Old, new Old(...a).q, new o.constructor(...[]).constructor === Object);
let x = [1];
console.log([...x, x.push(2), ...x]);
const args = (...y) => y;
console.log(args(...x, x.push(3), ...x), args(...x, ...x));
let h = {
  f(...z) {
    return [this === h0, z.length];
  },
};
const h0 = h;
console.log(h.f(...((h = null), a)));
h = h0;
console.log(h[((h = { f: h0.f }), "f")](...a));
h = h0;
console.log(args(...(undefined ?? [])), args?.(...a), o?.m(...a), o.zz?.(...L("never", a)));
function ar() {
  return [...arguments];
}
console.log(ar(1, 2));
function ar2() {
  return [0, ...arguments, 9];
}
console.log(ar2(1));
const ar3 = function () {
  return (() => args(...arguments))();
};
console.log(ar3(4, 5));
for (const f of [
  () => [...5],
  () => args(...{}),
  () => new A(...null),
  () => [...{ length: 1 }],
  () => args(...Symbol.iterator),
])
  try {
    f();
    console.log("no");
  } catch (e) {
    console.log(e.name);
  }
const sp = [1, , 3];
console.log([...sp].hasOwnProperty(1), args(...sp).length, [...sp, 0].hasOwnProperty(1));
sp.length = 5;
console.log([...sp].length);
class My extends Array {}
const my = My.of(1, 2);
console.log([...my] instanceof My, [...my].length, args(...my));
const typed = new Uint8Array([1, 2]);
console.log([...typed], Math.max(...typed));
let obj = { apply: 1 };
function fa(...q) {
  return q.length;
}
fa.apply = null;
console.log(typeof obj);
console.log(eval(...["1+1"]));
console.log(
  `${[...a]}`,
  [...a].map((q) => [...[q]]),
);
(function () {
  console.log([...arguments].length);
})(...a, ...a);
const big = Array.from({ length: 1000 }, (_, i) => i);
console.log([...big, ...big].length);
