function it(log, n, opts = {}) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push("iter");
      return this;
    },
    next() {
      log.push("next");
      if (opts.throwNext == i) throw new Error("next");
      return {
        get done() {
          log.push("done");
          return i >= n;
        },
        get value() {
          log.push("value");
          if (opts.throwValue == i) throw new Error("value");
          return i++;
        },
      };
    },
    return(v) {
      log.push("return" + arguments.length);
      if (opts.throwReturn) throw new Error("return");
      return "ret" in opts ? opts.ret : {};
    },
  };
}
function run(name, f) {
  const log = [];
  let r;
  try {
    r = f(log);
  } catch (e) {
    r = e.name + (e instanceof TypeError ? "" : e.message);
  }
  console.log(name, r, log.join());
}
run("plain", (l) => {
  for (const x of it(l, 2));
});
run("break", (l) => {
  for (const x of it(l, 2)) break;
});
run("return", (l) => {
  for (const x of it(l, 2)) return x;
});
run("throw", (l) => {
  for (const x of it(l, 2)) throw new Error("body");
});
run("throw+return", (l) => {
  for (const x of it(l, 2, { throwReturn: 1 })) throw new Error("body");
});
run("break+return", (l) => {
  for (const x of it(l, 2, { throwReturn: 1 })) break;
});
run("break+nonobject", (l) => {
  for (const x of it(l, 2, { ret: 1 })) break;
});
run("throw+nonobject", (l) => {
  for (const x of it(l, 2, { ret: 1 })) throw new Error("body");
});
run("next throws", (l) => {
  for (const x of it(l, 2, { throwNext: 1 }));
});
run("value throws", (l) => {
  for (const x of it(l, 2, { throwValue: 1 }));
});
run("destructure throws", (l) => {
  for (const { a } of it(l, 2)) for (const { b } of [null]);
});
run("target setter", (l) => {
  const o = {
    set x(v) {
      l.push("set" + v);
      if (v) throw new Error("set");
    },
  };
  for (o.x of it(l, 3));
});
run("not iterable", () => {
  for (const x of {});
});
run("null", () => {
  for (const x of null);
});
run("undefined", () => {
  for (const x of undefined);
});
run("number", () => {
  for (const x of 5);
});
run("continue outer", (l) => {
  const r = [];
  o: for (const x of it(l, 2))
    for (const y of it(l, 2)) {
      r.push(x + "," + y);
      continue o;
    }
  return r.join(";");
});
run("break outer", (l) => {
  o: for (const x of it(l, 2)) {
    for (const y of it(l, 2)) {
      break o;
    }
  }
});
run("string", () => {
  const r = [];
  for (const c of "a\u{1F600}b\uD800") r.push(c.length);
  return r.join();
});
run("map", () => {
  const r = [];
  for (const [k, v] of new Map([
    [1, 2],
    [3, 4],
  ]))
    r.push(k + v);
  return r.join();
});
run("set", () => {
  const r = [];
  for (const k of new Set([1, 1, 2])) r.push(k);
  return r.join();
});
run("args", function () {
  const r = [];
  (function () {
    for (const a of arguments) r.push(a);
  })(1, 2);
  return r.join();
});
run("typed", () => {
  const r = [];
  for (const k of new Uint8Array([1, 2])) r.push(k);
  return r.join();
});
run("holes", () => {
  const r = [];
  for (const k of [, 1, ,]) r.push(k);
  return r.join();
});
run("grow", () => {
  const a = [1];
  const r = [];
  for (const k of a) {
    r.push(k);
    if (a.length < 4) a.push(k + 1);
  }
  return r.join();
});
run("shrink", () => {
  const a = [1, 2, 3, 4];
  const r = [];
  for (const k of a) {
    r.push(k);
    a.pop();
  }
  return r.join();
});
run("subclass", () => {
  class A extends Array {
    *[Symbol.iterator]() {
      yield "sub";
    }
  }
  const r = [];
  for (const k of new A(1, 2)) r.push(k);
  return r.join();
});
run("own iterator", () => {
  const a = [1, 2];
  a[Symbol.iterator] = function* () {
    yield 9;
  };
  const r = [];
  for (const k of a) r.push(k);
  return r.join();
});
run("generator return", (l) => {
  function* g() {
    try {
      yield 1;
      yield 2;
    } finally {
      l.push("cleanup");
    }
  }
  for (const x of g()) {
    if (x == 1) break;
  }
});
run("generator throw", (l) => {
  function* g() {
    try {
      yield 1;
      yield 2;
    } finally {
      l.push("cleanup");
    }
  }
  for (const x of g()) {
    throw new Error("b");
  }
});
run("proxy", (l) => {
  const p = new Proxy([1, 2], {
    get(t, k) {
      l.push(String(k));
      return t[k];
    },
  });
  for (const x of p);
});
run("patched next", () => {
  const P = Object.getPrototypeOf([][Symbol.iterator]());
  const old = P.next;
  P.next = function () {
    const r = old.call(this);
    if (!r.done) r.value *= 10;
    return r;
  };
  try {
    const r = [];
    for (const x of [1, 2]) r.push(x);
    return r.join();
  } finally {
    P.next = old;
  }
});
run("patched proto", () => {
  const old = Array.prototype[Symbol.iterator];
  Array.prototype[Symbol.iterator] = function* () {
    yield "p";
  };
  try {
    const r = [];
    for (const x of [1, 2]) r.push(x);
    return r.join();
  } finally {
    Array.prototype[Symbol.iterator] = old;
  }
});
run("var left", () => {
  for (var v of [1, 2]);
  return v;
});
run("async of", () => {
  let async;
  for (async (of) => of; false;);
  for ((async) of [3]);
  return async;
});
run("nested fn", () => {
  const r = [];
  for (const x of [1, 2]) {
    const f = () => x;
    if (f() == 2) return r.concat(f()).join();
    r.push(f());
  }
});
run("try in loop", () => {
  const r = [];
  for (const x of [1, 2, 3]) {
    try {
      if (x == 2) continue;
      r.push(x);
    } finally {
      r.push("f");
    }
  }
  return r.join();
});
run("yield in", () => {
  function* g(xs) {
    for (const x of xs) {
      const y = yield x;
      if (y) break;
    }
    return "end";
  }
  const l = [];
  const i = g(it(l, 3));
  i.next();
  i.next();
  return JSON.stringify(i.next(1)) + l.join();
});
run("yield return", () => {
  function* g(xs) {
    for (const x of xs) yield x;
  }
  const l = [];
  const i = g(it(l, 3));
  i.next();
  return JSON.stringify(i.return(5)) + l.join();
});
run("yield throw", () => {
  function* g(xs) {
    for (const x of xs) yield x;
  }
  const l = [];
  const i = g(it(l, 3));
  i.next();
  try {
    i.throw(new Error("t"));
  } catch (e) {
    return e.message + l.join();
  }
});
run("iterator primitive", () => {
  for (const x of { [Symbol.iterator]: () => 1 });
});
run("next not fn", () => {
  for (const x of { [Symbol.iterator]: () => ({}) });
});
run("result primitive", () => {
  for (const x of { [Symbol.iterator]: () => ({ next: () => 1 }) });
});
run("return null", () => {
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return: null }) }) break;
  return "ok";
});
run("return not fn", () => {
  for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return: 1 }) }) break;
  return "ok";
});
run("completion", () => {
  l: for (const x of [1]) {
    for (const y of [1]) {
      continue l;
    }
  }
  return "ok";
});
run("finally override", (l) => {
  for (const x of [1, 2]) {
    try {
      return "a";
    } finally {
      continue;
    }
  }
  return "b";
});
run("empty patterns", (l) => {
  for (const [] of [[1]]) l.push("e");
  for (const {} of [1]) l.push("o");
  for ([] of [[1]]) l.push("e");
});
run("empty pattern null", (l) => {
  for (const {} of [null]) l.push("o");
});
