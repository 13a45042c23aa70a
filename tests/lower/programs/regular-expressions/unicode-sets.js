const show = (match) => match && [match[0], match.index];
console.log("aEx😀é".replace(/[[a-z]--[aeiou]]/gv, "-"), "aEx1".replace(/[\w&&\D]/gv, "-"));
console.log("Kk\u212Aſs".replace(/[^\P{Lu}]/giv, "-"), "Aa1".replace(/\P{Lu}/giv, "-"));
console.log(show(/[\q{abc|ab|a}b]+?$/v.exec("xabcab")), show(/^[\q{ab|}]{2}/v.exec("abc")));
console.log(show(/[\p{L}--\p{Script=Latin}]/v.exec("aBж")), /^[\p{Emoji}--[0-9#*]]$/v.test("5"));
console.log("👨‍👩‍👧🇩🇪👍🏽1️⃣x".match(/\p{RGI_Emoji}/gv), "🇩🇪🇫🇷".match(/[\p{RGI_Emoji}--\q{🇩🇪}]/gv));
console.log(/[\q{KM|x}]/iv.test("\u212Am"), /^[^\q{x}😀]$/v.test("😀"), /[[]]/v.test("a"));
