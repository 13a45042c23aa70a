const log = [];
const L = (x, v = x) => {
  log.push(x);
  return v;
};
const flush = () => {
  console.log(log.join("|"));
  log.length = 0;
};
{
  let { length } = "abc";
  console.log(length);
  let { toFixed } = 1;
  console.log(typeof toFixed);
  let { a = 1, b: { c: d = 2, ...e } = { c: undefined, z: 1 }, ...r } = { q: 1, w: 2 };
  console.log(a, d, e, r);
}
{
  const key = {
    toString() {
      log.push("ts");
      return "kk";
    },
  };
  let { [key]: a, [key]: b, ...r } = { kk: 1, j: 2 };
  console.log(a, b, r);
  flush();
  let { [key]: c = L("def") } = {};
  flush();
  let o = {};
  ({ [key]: L("obj", o)[L("pk", "p")] = L("dd", 3) } = {});
  console.log(o);
  flush();
}
{
  const s = Symbol("s");
  let {
    [s]: a,
    1: b,
    "0x2": c,
    [1 + 1]: d,
    ...r
  } = { [s]: 1, 1: 2, "0x2": 3, 2: 4, z: 5, [Symbol.for("q")]: 6 };
  console.log(a, b, c, d, r);
}
{
  let { 1.5: a, 1e3: b, 0x10: c, ...r } = { 1.5: 1, 1000: 2, 16: 3, x: 4 };
  console.log(a, b, c, r);
}
{
  let a, b;
  const src = { a: 1, b: 2 };
  const res = ({ a, b } = src);
  console.log(res === src, a, b);
  let x = ({ a: b, b: a } = src);
  console.log(x === src, a, b);
  console.log(({ a } = { a: 9 }).a, a);
}
{
  let o = { a: { b: 1 } };
  ({ a: o } = o);
  console.log(o);
  let p = { p: 1, q: 2 };
  let q;
  ({ p, q } = p);
  console.log(p, q);
}
{
  let props = {
    a: 1,
    get b() {
      props = { a: 8, b: 9, c: 10 };
      return 2;
    },
    c: 3,
  };
  const { a, b, c } = props;
  console.log(a, b, c);
}
{
  let st = { x: 1, y: 2 };
  function bump() {
    st = { x: 5, y: 6 };
    return 1;
  }
  const { z = bump(), x, y } = st;
  console.log(z, x, y);
}
function P({ a, b } = { a: 1 }, [c, d = a] = [2], { e: { f = b } = {} } = {}) {
  return [a, b, c, d, f];
}
console.log(P(), P({ a: 3, b: 4 }, [5]), P.length);
try {
  throw { message: "m", code: [1, 2] };
} catch ({ message, code: [c1, c2 = 0] }) {
  console.log(message, c1, c2);
}
try {
  try {
    throw null;
  } catch ({ a }) {}
} catch (e) {
  console.log(e.name);
}
for (const {
  a,
  b: [c],
} of [
  { a: 1, b: [2] },
  { a: 3, b: [4] },
])
  console.log(a, c);
for (const { length } in { abc: 1, de: 2 }) console.log(length);
var i, j;
for ([i, j] of [
  [1, 2],
  [3, 4],
])
  console.log(i, j);
for ({ i, j = 7 } of [{ i: 1 }]) console.log(i, j);
for (let { a, b } = { a: 0, b: 2 }; a < b; a++) console.log(a);
for ([i, j] = [0, 2]; i < j; [i, j] = [i + 1, j]) console.log(i);
const arrow = ({ a, b }) => a + b;
console.log(arrow({ a: 1, b: 2 }));
const ar2 = ([a, b]) => ({ a, b });
console.log(ar2([1, 2]));
console.log(
  (({ a }) => {
    a = 5;
    return a;
  })({ a: 1 }),
);
const fns = {
  m({ x }) {
    return x;
  },
  set s({ y }) {
    this._y = y;
  },
  get s() {
    return this._y;
  },
};
fns.s = { y: 3 };
console.log(fns.m({ x: 1 }), fns.s);
var { v1, v2 = v1 } = { v1: 1 };
console.log(v1, v2);
var { v1 } = { v1: v1 + 1 };
console.log(v1);
console.log(
  (function ({ a }, b) {
    a = 2;
    arguments[1] = 9;
    b = 3;
    return [a, b, arguments[0], arguments[1]];
  })({ a: 1 }, 5),
);
let { a: a1, b: b1 } = (L("val"), { a: 1, b: 2 });
console.log(a1, b1);
flush();
x1: {
  let [a, { b }] = [1, { b: 2 }];
  console.log(a, b);
  if (a) break x1;
}
const { default: def, class: cls, if: iff } = { default: 1, class: 2, if: 3 };
console.log(def, cls, iff);
const {
  a: {
    b: { c: deep },
  },
} = { a: { b: { c: "deep" } } };
console.log(deep);
if (true) ({ i, j } = { i: 5, j: 6 });
console.log(i, j);
const r3 = [({ i } = { i: 1 }), i];
console.log(r3);
console.log(((a, { b }) => [a, b])(1, { b: 2 }));
console.log(
  [{ a: 1 }].map(({ a }) => a),
  Object.entries({ x: { v: 1 } }).map(([k, { v }]) => k + v),
);
let { n1 = function () {}, n2 = () => {}, n3 = () => n3, n4: n5 = function named() {} } = {};
console.log(n1.name, n2.name, n3.name, n5.name, n3() === n3);
let n6;
({ n6 = () => n6 } = {});
console.log(n6.name, n6() === n6);
var t = {};
({ n6: t.q = () => {} } = {});
console.log(JSON.stringify(t.q.name));
