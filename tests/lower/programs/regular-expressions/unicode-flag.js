console.log(/^.$/u.test("\u{1F600}"), /^.$/.test("\u{1F600}"), /\u{1F600}/u.test("\u{1F600}"), /^[\u{1F600}-\u{1F64F}]$/u.test("\u{1F601}"));
console.log(/^[^x]$/u.test("\u{20BB7}"), /\u{61}/u.test("a"), /^\S$/u.test("\u{1F600}"), /^\W$/u.test("\u{1F600}"), /\uD83D/u.test("\uD83D\uDE00"), /\uD83D/.test("\uD83D\uDE00"));
console.log("\u{1F600}x".match(/./gu).length, "\u{1F600}x".match(/./g).length, "\u{20BB7}{2}".match(/\u{20BB7}{2}/u), "\u{20BB7}\u{20BB7}".match(/^\u{20BB7}{2}$/u).length);
