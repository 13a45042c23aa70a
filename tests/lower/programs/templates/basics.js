const a = 1, s = "s";
console.log(``, `plain`, `${a}`, `a${a}b${s}c`, `${a}${s}`, `${a + 1}`, `nested ${`inner ${a}`}`, `${[1, 2]}`, `${{}}`);
console.log(`line 1
line 2 \t tab \u{1F600} \x41 \`tick\` \${not} $ {x}`);
console.log(`${undefined} ${null} ${true} ${-0} ${NaN} ${1e21}`, `\
continued`);
