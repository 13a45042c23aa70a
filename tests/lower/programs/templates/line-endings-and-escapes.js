const text = `a\r\nb`;
console.log(JSON.stringify(text), JSON.stringify(`\0\b\f\v\\`), `\u0041\u{42}\x43`, `a\
b`.length, JSON.stringify(`
`));
