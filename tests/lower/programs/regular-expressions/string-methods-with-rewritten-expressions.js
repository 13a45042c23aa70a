const emoji = "a\u{1F600}b\u{1F601}";
console.log(emoji.match(/[\u{1F600}-\u{1F64F}]/gu).length, emoji.search(/[\u{1F601}]/u), emoji.replace(/\p{Emoji_Presentation}/gu, "*"), emoji.split(/[\u{1F600}\u{1F601}]/u), [...emoji.matchAll(/(?<e>\p{Emoji_Presentation})/gu)].map((m) => m.groups.e.length + m.index));
const counts = {};
for (const { groups: { word } } of "a bb a ccc".matchAll(/(?<word>\p{L}+)/gu)) counts[word] = (counts[word] ?? 0) + 1;
console.log(counts);
