// Matches begin between characters, also where they are empty.
console.log("a😀b".split(/(?:)/u), "😀😀".replace(/(?:)/gu, "-"), "😀".replace(/x*/gu, "-"));
console.log(/[^😀]/u.test("😀"), /\P{Emoji}/u.test("😀"), /\W/u.exec("😀")[0].length, /[\s\S]/u.exec("😀")[0].length);
console.log(/^.$/u.test("😀"), /^..$/u.test("😀"), /^[^x]$/u.test("😀"), /^\S$/u.test("😀"), /😀{2}/u.test("😀😀"));
console.log(/\uD83D/u.test("😀"), /\uDE00/u.test("😀"), /\uD83D/u.test("\uD83Dx"), /^[\uD800-\uDFFF]$/u.test("\uDC00"));
console.log(/(.)\1/u.exec("a😀😀").index, /(?=.)/u.exec("😀").index, /.(?!.)/u.exec("a😀").index);
console.log("😀a".search(/a/u), "x😀".lastIndexOf("😀"), /[😀-😅]+/u.exec("x😁😂")[0], /[\u{1F600}\-a]/u.exec("-")[0]);
const global = /./gsu;
const positions = [];
for (let match; (match = global.exec("a😀\nb")); ) positions.push(match.index, global.lastIndex);
console.log(positions);
