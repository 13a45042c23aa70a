console.log("\u{41}\u{1F600}\u{0}".length, "\u{1F600}" === "\uD83D\uDE00", "\u{10FFFF}".length, '\u{000041}', "a\u{301}".normalize().length);
const \u{61}bc = 1;
const \u0064ef = 2;
var o = { \u{6b}ey: 3, "\u{6b}2": 4 };
console.log(abc, def, o.key, o.k2, o.\u{6b}ey);
