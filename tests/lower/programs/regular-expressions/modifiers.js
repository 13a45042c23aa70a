console.log("aB Ab ab AB".replace(/a(?i:b)/g, "-"), "aB Ab ab AB".replace(/a(?-i:b)/gi, "-"));
console.log("a\nb".match(/a(?s:.)b/)[0], /a(?-s:.)b/s.test("a\nb"), /(?s-i:a.)B/i.test("a\nb"));
console.log("x\nab\ny".match(/(?m:^ab$)/).index, /(?m:b$)|x$/.exec("x\nb\ny").index, /b$(?-m:$)/m.test("b\nb"));
console.log(/^(?i:ǆ)$/.test("ǅ"), /^(?i:[^k])$/u.test("\u212a"), /^(?i:\w)$/u.test("ſ"));
console.log(/(a)(?:\1)(?i:b)/.exec("aaB")[0], /(?i:(a)\1)/.exec("aA")[0]);
