// order & lazies
const log = [];
const L = (x, v) => {
  log.push(x);
  return v;
};
function it(vals, tag) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push(tag + " open");
      return this;
    },
    next(...a) {
      log.push(tag + " next" + i + a.length);
      return i < vals.length ? { value: vals[i++], done: false } : { value: "x", done: true };
    },
    return(...a) {
      log.push(tag + " return" + a.length);
      return {};
    },
  };
}
const flush = () => {
  console.log(log.join("|"));
  log.length = 0;
};
{
  let [a = L("da", 1), b = L("db", 2), c] = it([undefined, 5, 6, 7], "A");
  console.log(a, b, c);
  flush();
}
{
  let [a = L("da", 1), b = L("db", 2), c] = it([undefined], "B");
  console.log(a, b, c);
  flush();
}
{
  let [a = L("da", 1), ...r] = it([undefined, 5, 6, 7], "C");
  console.log(a, r);
  flush();
}
{
  let [, , a = L("da", 1)] = it([1, 2], "D");
  console.log(a);
  flush();
}
{
  let o = {};
  [L("t1", o).x, L("t2", o)[L("k", "y")] = L("d", 9), ...L("t3", o).z] = it([1, undefined, 3, 4], "E");
  console.log(o);
  flush();
}
{
  let [[a = L("n", 1)] = [], { b = L("m", 2), c }] = it([undefined, { c: 3 }], "F");
  console.log(a, b, c);
  flush();
}
{
  try {
    let [{ x: { y } } = {}, z = L("z")] = it([undefined, 2], "G");
  } catch (e) {
    console.log(e.name);
  }
  flush();
}
{
  try {
    let [z = L("z"), { x: { y } } = {}] = it([1, undefined], "H");
  } catch (e) {
    console.log(e.name);
  }
  flush();
}
{
  let [] = it([1], "I");
  flush();
  let [...[]] = it([1], "J");
  flush();
  let [...[q, w = L("w", 4)]] = it([1], "K");
  console.log(q, w);
  flush();
  let [...{ length: n, 0: f0 }] = it([4, 5], "L");
  console.log(n, f0);
  flush();
}
function f() {
  let [a = L("this", this.v), b = L("args", arguments[0]), c = (() => this.v + arguments[1])()] = it([], "M");
  return [a, b, c];
}
console.log(f.call({ v: 7 }, 8, 9));
flush();
const arr = () => {
  let q = [1, 2];
  let [a = L("x"), b] = q;
  return [a, b];
};
console.log(arr());
flush();
{
  // default changes the array in between
  let q = [undefined, 2, 3];
  let [a = (q[1] = "changed"), b] = q;
  console.log(a, b);
}
{
  let x = 1,
    y = 2,
    z = 3;
  [x, y, z] = [z, x, y];
  console.log(x, y, z);
  [x, [y, z]] = [y, [z, x]];
  console.log(x, y, z);
  [x, y] = [y, x + y];
  console.log(x, y);
  [x = 5, y] = [, x];
  console.log(x, y);
  [x, ...y] = [1, z, x];
  console.log(x, y);
  let r = ([x, y] = [y, x]);
  console.log(r, x, y);
  [x, y, z] = [1, 2];
  console.log(x, y, z);
  [x] = [1, 2, L("extra")];
  flush();
  let o = {};
  [o.a, o.b, o[L("c", "c")]] = [L(1, 1), L(2, 2), L(3, 3)];
  console.log(o);
  flush();
  [o.a, o.b] = [o.b, o.a];
  console.log(o);
  [x, y] = [x++, x++];
  console.log(x, y);
  [x, y] = [y, (x = 10)];
  console.log(x, y);
}
{
  let a = 1;
  function g() {
    return a++;
  }
  let [b, c] = [g(), a];
  console.log(b, c);
  [a, b] = [b, g()];
  console.log(a, b);
}
{
  var v = 1;
  var [v, w2] = [2, v];
  console.log(v, w2);
}
{
  const [p, q] = "a\u{1F600}b";
  console.log(p, q);
  const [m1, [k1, v1]] = new Map([
    [1, 2],
    [3, 4],
  ]);
  console.log(m1, k1, v1);
}
for (const bad of [undefined, null, {}, 5, { length: 2 }, Symbol()]) {
  try {
    const [a] = bad;
    console.log("no");
  } catch (e) {
    console.log(e.name);
  }
}
class MyArr extends Array {
  *[Symbol.iterator]() {
    yield "mine";
  }
}
{
  const m = [1, 2];
  m[Symbol.iterator] = function* () {
    yield "own";
  };
  const [a, b] = m;
  console.log(a, b, [...m], Math.max.call(null, ...[1, 3]));
}
