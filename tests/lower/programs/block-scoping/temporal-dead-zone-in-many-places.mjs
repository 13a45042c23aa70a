const log = [];
function attempt(f) {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
}
console.log(attempt(() => early));
const early = 1;
console.log(attempt(() => early));
console.log(
  attempt(function () {
    return typeof lateClass;
  }),
);
class lateClass {}
function a() {
  return b();
}
function b() {
  return z;
}
console.log(attempt(a));
let z = 3;
console.log(attempt(a));
{
  const self = attempt(() => self);
  console.log(self);
}
{
  const arr = [1].map(() => attempt(() => arr));
  console.log(arr);
}
console.log(
  attempt(() => {
    const x = x;
  }),
);
console.log(
  attempt(() => {
    let { a = c, c } = {};
    return a;
  }),
);
console.log(
  attempt(() => {
    let { c, a = c } = { c: 4 };
    return a;
  }),
);
console.log(
  attempt(() => {
    let [p, q = p, r = s, s] = [1];
    return r;
  }),
);
console.log(
  attempt(() => {
    w = 1;
    let w;
  }),
);
console.log(
  attempt(() => {
    w += log.push("no");
    let w = 1;
  }),
  log,
);
console.log(
  attempt(() => {
    w = log.push("yes");
    let w = 1;
  }),
  log,
);
console.log(
  attempt(() => {
    [w] = [log.push("in")];
    let w = 1;
  }),
  log,
);
console.log(
  attempt(() => {
    ({ w } = { w: 1 });
    let w = 1;
  }),
);
console.log(
  attempt(() => {
    for (w of [1]);
    let w;
  }),
);
console.log(
  attempt(() => {
    for (w in { a: 1 });
    let w;
  }),
);
console.log(
  attempt(() => {
    (() => w)();
    let w;
  }),
);
console.log(
  attempt(() => {
    (function () {
      return w;
    }).call(null);
    let w;
  }),
);
console.log(
  attempt(() => {
    new C();
    class C {}
  }),
);
console.log(
  attempt(() => {
    const o = new D();
    class D {
      constructor() {
        this.v = k;
      }
    }
    const k = 2;
    return o.v;
  }),
);
console.log(
  attempt(() => {
    class D {
      constructor() {
        this.v = k;
      }
    }
    const o = new D();
    const k = 2;
    return o.v;
  }),
);
console.log(
  attempt(() => {
    class D {
      constructor() {
        this.v = k;
      }
    }
    const k = 2;
    return new D().v;
  }),
);
console.log(
  attempt(() => {
    return t`x`;
    let t = String.raw;
  }),
);
console.log(
  attempt(() => {
    const f = () => g();
    const g = () => h;
    f();
    const h = 1;
  }),
);
console.log(
  attempt(() => {
    const f = () => g();
    const g = () => h;
    const h = 1;
    return f();
  }),
);
console.log(
  attempt(() => {
    let r = [];
    for (let i = 0; i < 2; i++) {
      r.push(attempt(get));
      let v = i;
      function get() {
        return v;
      }
      r.push(get());
    }
    return r.join();
  }),
);
let fns = [];
for (let i = 0; i < 3; i++) {
  switch (i) {
    case 0:
      let q = "q";
      fns.push(() => q);
      break;
    case 1:
      fns.push(attempt(() => q));
    default:
      fns.push(
        attempt(() => {
          q = 5;
          return q;
        }),
      );
  }
}
console.log(fns.map((f) => (typeof f === "function" ? f() : f)));
console.log(
  attempt(() => {
    for (let i = (() => i)(); ;) break;
  }),
);
console.log(
  attempt(() => {
    for (const k of [() => k]) {
      k();
    }
  }),
);
console.log(
  attempt(() => {
    for (const k of [1]) {
      const k2 = k;
      return k2;
    }
  }),
);
export let exported = attempt(() => exported);
console.log(exported);
console.log(
  attempt(() => {
    x;
    {
      let x;
    }
  }),
  typeof x2,
);
var x2;
console.log(
  attempt(() => {
    class A extends A {}
  }),
  attempt(() => {
    const B = class extends B {};
  }),
  attempt(() => {
    const B = class Q extends Q {};
  }),
);
console.log(
  attempt(() => {
    class A {
      static [A.name] = 1;
    }
  }),
);
console.log(
  attempt(() => {
    class A {
      static s = A.name;
    }
    return A.s;
  }),
);
console.log(
  attempt(() => {
    const { [k]: v } = {};
    const k = 1;
  }),
);
console.log(
  attempt((a = b, b) => a),
  attempt(({ a = b, b = 1 } = {}) => a),
  attempt(({ b = 1, a = b } = {}) => a),
);
console.log(
  attempt(() => {
    const u = 1;
    u++;
  }),
  attempt(() => {
    const u = 1;
    u = 2;
  }),
  attempt(() => {
    const u = 1;
    for (u of [1]);
  }),
  attempt(() => {
    const u = 1;
    for (u in { a: 1 });
  }),
  attempt(() => {
    const u = 1;
    [u] = [1];
  }),
  attempt(() => {
    const u = 1;
    ({ u } = {});
  }),
  attempt(() => {
    const u = 1;
    u += 1;
  }),
  attempt(() => {
    const u = 1;
    u ||= 2;
    return u;
  }),
  attempt(() => {
    const u = 1;
    u &&= 2;
    return u;
  }),
  attempt(() => {
    const u = Symbol();
    u++;
  }),
);
console.log(
  attempt(() => {
    for (const i = 0; i < 2; i++) {}
  }),
);
console.log(
  attempt(() => {
    for (const i of [1]) {
      i = 2;
    }
  }),
);
console.log(
  attempt(() => {
    class K {
      m() {
        K = 1;
      }
    }
    new K().m();
  }),
  attempt(() => {
    class K {}
    K = 1;
    return K;
  }),
  attempt(() => {
    (class K {
      static m() {
        K = 1;
      }
    }).m();
  }),
);
console.log(
  attempt(() => {
    (class K {
      static m() {
        K++;
      }
    }).m();
  }),
);
