// Patterns that are made of others by their text.
const parts = {
  punctuation: /[\p{P}\p{S}]/u,
  other: /[^\s\p{P}\p{S}]/u,
  dot: /./su,
  word: /(?<word>\p{L}+)/u,
};
const compose = (text, flags) => {
  for (const name in parts) text = text.split(name).join(parts[name].source);
  return new RegExp(text, flags);
};

const strong = compose("^\\*\\*(?=other|punctuation)(.+?)(?:other|punctuation)\\*\\*(?!other)", "u");
for (const text of ["**bold** x", "**😀😀** x", "**a😀**", "** a**", "**bb**c"]) console.log(JSON.stringify(strong.exec(text)));
console.log("a😀b\n".replace(compose("^dot{3}", "u"), "?"), "«größe»".replace(compose("punctuation(word)punctuation", "gu"), "$1"));

const { word } = parts;
const copy = new RegExp(word.source, word.flags + "g");
console.log("één twee 3".match(copy), word.source, word.flags, word.unicode);
const { source } = /a|\u{62}/u;
console.log("cab".replace(new RegExp(`c(?:${source})`, "u"), "x"));
