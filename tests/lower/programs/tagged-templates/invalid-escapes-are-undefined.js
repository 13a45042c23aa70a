const tag = (s) => [s[0], s.raw[0]];
console.log(tag`\unicode and \xerxes \u{110000000}`, tag`\1`, tag`ok\n`);
const two = ((s) => [s[0], s[1], s.raw[0], s.raw[1]])`\u${0}fine`;
console.log(two);
