const tag = (strings, ...values) => [strings.length, strings, strings.raw, values];
console.log(JSON.stringify([tag``, tag`a`, tag`a${1}b${2}`, tag`${0}`, tag`\n\u0041\\${1}\x41`]));
