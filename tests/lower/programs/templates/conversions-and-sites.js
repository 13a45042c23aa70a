const log = [];
const L = (x, v = x) => {
  log.push(x);
  return v;
};
const flush = () => {
  console.log(log.join("|"));
  log.length = 0;
};
const T = (n) => ({
  toString() {
    log.push("s" + n);
    return "s" + n;
  },
  valueOf() {
    log.push("v" + n);
    return "v" + n;
  },
});
console.log(`${T(1)}-${T(2)}`);
flush();
console.log(`${L("a", T("a"))}${L("b", T("b"))}${L("c")}`);
flush();
let m = 1;
const mm = {
  toString() {
    m = 5;
    return "x";
  },
};
console.log(`${mm}${m}`);
const st = 2;
console.log(`${mm}${st}${m}`);
console.log(
  ``,
  `a`,
  `${1}`,
  `${"s"}${2}t`,
  `${null}${undefined}${true}${1.5}${-0}${1e21}`,
  `\n\t\u{1F600}\x41\
c`,
  `${`n${1}`}`,
  `a${1}b${`c${m}d`}e`,
  `${[1, 2]}`,
  `${{}}`,
  `${typeof m}${typeof zzz}`,
);
for (const f of [() => `${Symbol("a")}`, () => `a${Symbol.iterator}b`, () => `${Object.create(null)}`])
  try {
    f();
    console.log("no");
  } catch (e) {
    console.log(e.name);
  }
console.log(
  `${new Date(0).getTime()} ${m + 1} ${m > 1 ? "y" : "n"} ${(1, 2)} ${(m = 3)}`,
  `line1
line2`,
  `\`\${}`,
  "\u2028" === `\u2028`,
);
const tag = (s, ...v) => [
  s.length,
  s.raw.length,
  Object.isFrozen(s),
  Object.isFrozen(s.raw),
  s[0],
  s.raw[0],
  v.length,
  Array.isArray(s.raw),
  Object.getOwnPropertyDescriptor(s, "raw").enumerable,
];
console.log(tag`a${1}b\n${2}`, tag``, tag`\u`, tag`\xg${1}\u{110000}`, tag`\\`);
const id = (s) => s;
function site() {
  return id`x${m}`;
}
console.log(site() === site(), id`a` === id`a`);
const sites = [];
for (let i = 0; i < 2; i++) sites.push(id`z${i}`);
console.log(sites[0] === sites[1]);
const ob = {
  v: 1,
  t(s) {
    return this.v + s[0];
  },
  n: {
    t(s) {
      return this === ob.n;
    },
  },
  f() {
    return (s) => this.v + s.raw[0];
  },
};
console.log(ob.t`q`, ob.n.t`q`, ob["t"]`w`, ob.f()`z`, (0, ob.n.t)`s` === false);

console.log(
  ((s) => s.map(String))`\u{zz}a${1}ok`,
  String.raw`\n${1}\u`,
  String.raw`a\
b`.length,
);
console.log(((s, ...v) => v)`${L(1)}${L(2)}`);
flush();
const undef = (() => {
  try {
    nope`a${L("n")}`;
  } catch (e) {
    return e.name;
  }
})();
console.log(undef);
flush();
console.log(`\uD83D`.length, `\uD83D${"\uDE00"}`.length, `\uD83D${m}\uDE00`.charCodeAt(2));
console.log(eval`1`);
console.log(
  typeof Symbol(),
  typeof zz === "undefined",
  typeof zz,
  typeof null,
  typeof m,
  typeof Symbol.iterator === "symbol",
  "function" == typeof id,
  typeof (() => 1),
  typeof typeof 1,
);
switch (typeof Symbol()) {
  case "symbol":
    console.log("sw");
}
console.log(`${"a"}` + `${m}`.length, `${m}`[0], `a${m}`.concat("q"), !`${""}`);
var k9 = "k";
console.log({ [`a${k9}`]: 1 });
