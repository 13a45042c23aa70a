const log = [];
const L = (x, v = x) => {
  log.push(x);
  return v;
};
const flush = () => {
  console.log(log.join("|"));
  log.length = 0;
};
function a1(a = 1, b = a + 1, c = () => a + b) {
  a = 10;
  return [a, b, c(), arguments.length, a1.length];
}
console.log(a1(), a1(5), a1(undefined, null), a1(1, 2, undefined, 4));
function a2(x, y, ...r) {
  x = 9;
  return [x, arguments[0], r, a2.length];
}
console.log(a2(1), a2(1, 2, 3, 4));
function a3(...r) {
  r.push("q");
  return [arguments.length, r];
}
console.log(a3(1, 2));
function a4(x = 1) {
  "not strict";
  x = 5;
  arguments[0] = 7;
  return [x, arguments[0]];
}
console.log(a4(2));
function a5(x, { y }) {
  x = 5;
  return arguments[0];
}
console.log(a5(2, {}));
function a6(x, [y] = [1]) {
  arguments[0] = 7;
  return [x, y];
}
console.log(a6(2));
function a7(x, y = (() => arguments[0])()) {
  x = 3;
  return [y, arguments[0]];
}
console.log(a7(1));
var z = "outer";
function a8(a = z, b = () => z) {
  var z = "inner";
  return [a, b(), z];
}
console.log(a8());
function a9(a, b = () => a, c = (v) => (a = v)) {
  var a;
  const first = a;
  a = 2;
  c(3);
  return [first, a, b()];
}
console.log(a9(1));
function b1(a, b = () => a) {
  function a() {}
  return [typeof a, b()];
}
console.log(b1(1));
function b2(a = 1) {
  function a() {}
  return typeof a;
}
console.log(b2());
function b3(a, b = a) {
  function a() {}
  return [typeof a, b];
}
console.log(b3(1));
function b4(a = typeof b4x) {
  var b4x = 1;
  return a;
}
console.log(b4());
function b5(a = () => typeof hoisted) {
  function hoisted() {}
  return [a(), typeof hoisted];
}
console.log(b5());
const b6 = (a, b = 2, ...c) => [a, b, c];
console.log(b6(1), b6(1, 3, 4, 5), b6.length);
const b7 = (...a) => {
  const f = () => a;
  return f();
};
console.log(b7(1, 2));
const b8 = (a = this) => a === this;
console.log(b8());
function b9() {
  return ((a = arguments[0], ...b) => [a, b, arguments.length])(undefined, 1, 2);
}
console.log(b9("x", "y", "z"));
class C {
  constructor(a = 1, ...b) {
    this.a = a;
    this.b = b;
  }
  static s({ x } = { x: 1 }) {
    return x;
  }
  set v(q = 3) {
    this.q = q;
  }
  m(...[a, b]) {
    return [a, b];
  }
}
const c = new C();
c.v = undefined;
console.log(c.a, c.b, C.s(), c.q, c.m(1, 2), C.length);
const o = {
  set v(q = 3) {
    this.q = q;
  },
  f(a, b = 1) {
    return this.f.length;
  },
  g: (a, b) => {},
  get w() {
    return 1;
  },
};
o.v = undefined;
console.log(o.q, o.f(), o.g.length);
function d1(a, b = L("b", 1), { c = L("c", 2) } = {}, [d] = L("d", [3])) {
  return [a, b, c, d];
}
console.log(d1());
flush();
function d2({ a = 1, b = 2 } = {}, ...{ length }) {
  return [a, b, length];
}
console.log(d2(), d2({ a: 3 }, 1, 2));
function d3(a, a2 = a, { [a2]: v } = { x: 1, y: 2 }) {
  return v;
}
console.log(d3("x"), d3("x", "y"));
function d4(arguments2 = arguments) {
  return arguments2.length;
}
console.log(d4(undefined, 1));
function d5(
  f = function () {
    return arguments.length;
  },
  g = () => arguments.length,
) {
  return [f(1, 2, 3), g()];
}
console.log(d5());
function fact(n, acc = 1) {
  return n < 2 ? acc : fact(n - 1, acc * n);
}
console.log(fact(5));
function strict1(a, b) {
  "use strict";
  a = 2;
  return arguments[0];
}
console.log(strict1(1));
console.log(
  (function () {
    "use strict";
    function f(a, b = 1) {
      a = 2;
      return arguments[0];
    }
    return f(1);
  })(),
);
function wrap(...args) {
  return Math.max(...args);
}
console.log(wrap(1, 5, 3));
function wrap2() {
  return Math.max(...arguments);
}
console.log(wrap2(1, 7));
const wrap3 = (...xs) => wrap(...xs, 9);
console.log(wrap3(1));
function reass(...r) {
  r = new Set(r);
  return [...r];
}
console.log(reass(1, 1, 2));
function inner(...r) {
  return (() => f3(...r))();
  function f3(...q) {
    return q;
  }
}
console.log(inner(1, 2));
console.log(
  function (a, { b } = { b: 2 }, c) {}.length,
  ((a, [b], c = 1, d) => {}).length,
  ((...a) => {}).length,
  (({ a }) => {}).length,
);

console.log(async function (a = 1) {}.length);
try {
  (function f(a = b, b) {})();
} catch (e) {
  console.log(e.name);
}
console.log(
  (function f(a, b = f) {
    return b === f;
  })(),
);
console.log(
  (function f(a, f2 = () => f) {
    var f = 3;
    return [typeof f2(), f];
  })(),
);
