import * as fs from "node:fs";
const out = [];
function f(a, b) {
  {
    let a = 1,
      c = 2;
    {
      let a = 3;
      out.push(a);
    }
    out.push(a, c);
  }
  {
    const c = 4;
    out.push(c);
  }
  return [a, b];
}
out.push(...f("A", "B"));
{
  let fs = "mine";
  out.push(fs);
}
out.push(typeof fs);
{
  let console = "c";
  out.push(console);
}
function g() {
  {
    let g = 1;
    out.push(g);
  }
  return typeof g;
}
out.push(g());
const h = function inner() {
  {
    let inner = 2;
    out.push(inner);
  }
  return typeof inner;
};
out.push(h());
{
  let x1 = 1;
  {
    var v1 = x1;
  }
  out.push(v1);
}
{
  let shadow = "block";
  const get = () => shadow;
  function user() {
    return shadow;
  }
  out.push(get(), user());
}
let shadow = "top";
function user2() {
  return shadow;
}
out.push(user2());
{
  const o = {
    shadow,
    get user2() {
      return 1;
    },
  };
  let s = o;
  out.push(s.shadow);
}
{
  let shadow = 5;
  const o = {
    shadow,
    m() {
      return shadow;
    },
  };
  ({ shadow } = { shadow: 6 });
  out.push(o.shadow, o.m(), shadow);
}
{
  let out2 = [];
  {
    let out = out2;
    out.push(1);
  }
  out.push(out2.length);
}
try {
  throw new Error("m");
} catch ({ message: shadow }) {
  out.push(shadow);
}
out.push(shadow);
try {
  throw 1;
} catch (shadow) {
  out.push(shadow);
  {
    let shadow = 2;
    out.push(shadow);
  }
}
for (let shadow = 0; shadow < 1; shadow++) out.push(shadow);
for (const shadow of ["of"]) out.push(shadow);
for (const shadow in { in_: 1 }) out.push(shadow);
switch (shadow) {
  case "top":
    let shadow = "sw";
    out.push(shadow);
}
{
  class shadow {
    static n = "cls";
  }
  out.push(shadow.n, shadow.name);
}
{
  const fn = () => {};
  const fn2 = class {};
  let { a1 = () => {} } = {};
  out.push(fn.name, fn2.name, a1.name);
}
{
  const fn = () => {};
  const fn2 = class {};
  out.push(fn.name, fn2.name, [() => fn, () => fn2].length);
}
{
  let undefined_ = 1;
  {
    let undefined = 2;
    out.push(undefined);
  }
}
const nest = () => {
  let r = [];
  {
    let i = 1;
    r.push(() => i);
  }
  {
    let i = 2;
    r.push(() => i);
  }
  {
    let i = 3;
    r.push(i);
  }
  {
    let i;
    r.push(i);
  }
  return r.map((v) => (typeof v === "function" ? v() : v));
};
out.push(...nest());
function dflt(a = shadow, b = () => a) {
  {
    let a = 9;
    out.push(a);
  }
  let c = 1;
  return [a, b(), c];
}
out.push(...dflt());
function fnparam(fn = () => late, late2 = 2) {
  {
    let late = 3;
  }
  return late2;
}
out.push(fnparam());
{
  let _a = 1,
    a = 2;
  {
    let a = 3;
    out.push(a, _a);
  }
}
export { shadow as default };
label: {
  let label = 1;
  out.push(label);
  break label;
}
out.push(typeof module, typeof require, eval === globalThis.eval);
console.log(out);
