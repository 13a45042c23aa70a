const show = (fs) => console.log(fs.map((f) => f()));
{
  const fs = [];
  for (let i = 0; i < 3; i++) fs.push(() => i++);
  show(fs);
  show(fs);
}
{
  const fs = [];
  for (let i = 0, n = 3; i < n; i++) {
    if (i == 1) continue;
    fs.push(() => [i, n]);
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 5; i++) {
    fs.push(() => i);
    i++;
    if (i > 3) break;
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 6; i++) {
    try {
      if (i % 2) continue;
      fs.push(() => i);
    } finally {
      i++;
    }
  }
  show(fs);
}
{
  const fs = [];
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      fs.push(() => i + "," + j);
      if (j == 1) continue outer;
      if (i == 2) break outer;
    }
  }
  show(fs);
}
function ret(xs) {
  for (const x of xs) {
    const get = () => x;
    if (get() > 1) return get;
  }
}
console.log(ret([1, 2, 3])(), ret([]));
function nothing() {
  for (const x of [1]) {
    (() => x)();
    return;
  }
  return "no";
}
console.log(nothing());
function multi(xs) {
  const fs = [];
  l: for (const x of xs) {
    for (let k of [1, 2, 3]) {
      fs.push(() => x * k);
      if (k == 2) {
        if (x == 2) break l;
        if (x == 3) return "ret";
        continue l;
      }
    }
  }
  return fs.map((f) => f());
}
console.log(multi([1, 2, 9]), multi([3]));
function args() {
  const r = [];
  for (let i = 0; i < arguments.length; i++) {
    r.push(() => arguments[i] + this.k);
  }
  return r.map((f) => f());
}
console.log(args.call({ k: 1 }, 1, 2));
function vars() {
  for (let i = 0; i < 3; i++) {
    var v = i,
      w;
    var [d, e = 2] = [i];
    (() => i)();
    for (var q in { a: 1, b: 2 });
    for (var z of [5, 6]);
    for (var m = 0; m < 2; m++);
    w = v;
  }
  return [v, w, d, e, q, z, m];
}
console.log(vars());
{
  const fs = [];
  let i = 0;
  while (i < 3) {
    let j = i++;
    fs.push(() => j++);
  }
  show(fs);
  show(fs);
}
{
  const fs = [];
  let i = 0;
  do {
    const j = i;
    fs.push(() => j);
    if (i == 1) continue;
  } while (++i < 3);
  show(fs);
}
{
  const fs = [];
  for (const k in { a: 1, b: 2 }) fs.push(() => k);
  show(fs);
}
{
  const fs = [];
  for (let [k, v] of Object.entries({ a: 1, b: 2 })) {
    fs.push(() => k + v);
    k = "z";
  }
  show(fs);
}
{
  const fs = [];
  for (let { length } of ["a", "bb"]) fs.push(() => length);
  show(fs);
}
{
  const fs = [];
  for (let [c] in { ab: 1, cd: 2 }) fs.push(() => c);
  show(fs);
}
{
  const fs = [];
  for (let i = 0, f = () => i; i < 2; i++) {
    fs.push(f, () => i);
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; fs.push(() => i), i < 2; i++);
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 2; fs.push(() => i), i++);
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 4; fs.push(() => i), i++) {
    if (i == 1) continue;
    if (i == 3) break;
    i++;
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0, inc = () => i++; i < 2; inc(), i++) {
    fs.push(() => i);
    if (fs.length > 5) break;
  }
  show(fs);
}
{
  const fs = [];
  for (let o = 0; o < 2; o++)
    for (let i = 0, g = () => i; i < 2; i++) {
      fs.push(g);
    }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 2; i++) {
    switch (i) {
      case 0:
        let s = "a" + i;
        fs.push(() => s);
        break;
      default:
        let t = "b" + i;
        fs.push(() => t);
        continue;
    }
    fs.push(() => "after" + i);
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 2; i++) {
    class C {
      static m() {
        return i + C.name;
      }
    }
    fs.push(() => C.m());
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 2; i++) {
    let u;
    fs.push(() => u);
    u = i;
  }
  show(fs);
  for (let i = 0; i < 2; i++) {
    let u;
    if (i == 0) u = 5;
    console.log(u);
  }
}
{
  const fs = [];
  for (let i = 0; i < 3; i++) {
    {
      let x = i;
      {
        let x = i * 2;
        fs.push(() => x);
      }
      fs.push(() => x);
    }
  }
  show(fs);
}
function* gen(xs) {
  const fs = [];
  for (const x of xs) {
    let y = yield x;
    if (y === "c") continue;
    if (y === "b") break;
    if (y === "r") return [fs.length, arguments.length];
    fs.push(() => x + y);
  }
  yield fs.map((f) => f());
}
{
  const g = gen([1, 2, 3]);
  console.log(g.next(), g.next("A"), g.next("c"), g.next("B"), g.next());
}
{
  const g = gen([1, 2, 3]);
  console.log(g.next(), g.next("b"), g.next());
}
{
  const g = gen([1, 2, 3]);
  console.log(g.next(), g.next("r"), g.next());
}
{
  const g = gen([1, 2, 3]);
  console.log(g.next(), g.return(7), g.next());
}
{
  const g = (function* () {
    for (let i = 0; i < 3; i++) {
      try {
        yield () => i;
      } finally {
        console.log("fin", i);
      }
    }
  })();
  console.log(g.next().value(), g.return(1));
}
{
  const g = (function* () {
    for (let i = yield "init"; i < (yield "test"); i += yield "up") {
      yield () => i;
    }
  })();
  let v;
  const r = [];
  v = g.next();
  v = g.next(1);
  v = g.next(3);
  r.push(v.value());
  v = g.next();
  v = g.next(1);
  v = g.next(3);
  r.push(v.value());
  v = g.next();
  v = g.next(5);
  v = g.next(3);
  console.log(r, v);
}
{
  const g = (function* () {
    const fs = [];
    for (let i = 0; fs.push(() => i), i < (yield "test"); fs.push(() => i), i += yield "up") {}
    return fs.map((f) => f());
  })();
  console.log(g.next(), g.next(2), g.next(1), g.next(2), g.next(1), g.next(1));
}
a: {
  b: for (let i = 0; i < 2; i++) {
    (() => i)();
    c: {
      if (i) break a;
      break c;
    }
    continue b;
  }
  console.log("never");
}
{
  const o = {
    *g() {
      for (let i = 0; i < 2; i++) yield () => this.x + i;
    },
    x: 10,
  };
  console.log([...o.g()].map((f) => f()));
}
{
  var fs = [];
  for (let i = 0; i < 2; i++) {
    try {
      throw i;
    } catch (e) {
      let y = e;
      fs.push(() => e + y);
    }
  }
  show(fs);
}
{
  const fs = [];
  for (let i = 0; i < 2; i++) {
    try {
      throw [i];
    } catch ([e]) {
      fs.push(() => e);
    }
  }
  show(fs);
}
for (let i = 0; i < 1; i++) {
  let i = "inner";
  console.log((() => i)());
}
for (const i of ["x"]) {
  let i = "inner";
  console.log((() => i)());
}
{
  let i = "outer";
  for (let i of [(i) => i]) console.log(typeof i);
}
if (true) for (let i = 0; i < 1; i++) console.log((() => i)());
else console.log(1);
lbl: for (let i = 0; i < 2; i++) {
  (() => i)();
  do {
    continue lbl;
  } while (0);
}
{
  const fs = [];
  for (let i = 0; i < 2; i++) {
    function g() {
      return i;
    }
    fs.push(g, () => g);
  }
  console.log(fs.map((f) => f()).map((v) => (typeof v == "function" ? v() : v)));
}
{
  const r = [];
  for (let x of [1, 2]) for (let y of [3, 4]) r.push(() => x * y);
  show(r);
}
(function () {
  const fs = [];
  for (let i = 0; i < 2; i++) {
    fs.push(() => typeof new.target);
  }
  console.log(fs.map((f) => f()));
})();
{
  const fs = [];
  for (let i = 0; i < 3; i++)
    fs.push({
      get: () => i,
      set: (v) => {
        i = v;
      },
    });
  fs[0].set(9);
  console.log(fs.map((f) => f.get()));
}
{
  const log = [];
  for (let i = 0; i < 5; i++) {
    const skip = () => {
      i += 2;
    };
    log.push(i);
    skip();
  }
  console.log(log);
}
{
  const res = [];
  for (let a = 1, b = 2; a < 4; a++, b *= 2) {
    res.push(
      () => a,
      () => b,
    );
    if (a == 2) b = 100;
  }
  show(res);
}
