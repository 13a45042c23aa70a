const tag = (s) => [JSON.stringify(s[0]), JSON.stringify(s.raw[0])];
console.log(tag`a
b\
c`, String.raw`\n${1}\u0041\\`, String.raw`C:\path\${x}`);
