const m = /(?<year>\d{4})-(?<month>\d{2})/.exec("on 2024-05");
console.log(m.groups.year, m.groups.month, m[1], m.index, Object.keys(m.groups), Object.getPrototypeOf(m.groups));
const { groups: { a, b = "none" } } = /(?<a>x)|(?<b>y)/.exec("x");
console.log(a, b, /(x)/.exec("x").groups, /(?<a>x)(?<b>y)?/.exec("x").groups.b);
console.log(/(?<q>['"]).*?\k<q>/.exec(`say "it's"`)[0], /(?<a>.)(?<b>.)\k<b>\k<a>/.test("abba"), /\k<q>(?<q>a)/.test("a"));
