const test = (re, ...words) => words.map((w) => re.test(w));
const o = { re: /^\p{Lu}/u, m(s) { return this.re.test(s); } };
class A { static RE = /(?<n>\d+)/g; #re = /^.$/su; t(s) { return this.#re.test(s); } }
console.log(test(/^.$/su, "\n", "\u{1F600}", "ab"), o.m("A"), o.m("a"), "1 22".replace(A.RE, "<$<n>>"), new A().t("\u{1F600}"), [/a/y, /b/s].map((r) => r instanceof RegExp), /x/u instanceof RegExp && typeof /x/u);
