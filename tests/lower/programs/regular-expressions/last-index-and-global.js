const r = /a/g;
console.log(r.test("aa"), r.lastIndex, r.test("aa"), r.lastIndex, r.test("aa"), r.lastIndex);
const u = /./gu;
u.lastIndex = 2;
console.log(u.exec("\u{1F600}x")[0].length, u.lastIndex);
console.log("aXbX".replace(/x/gi, (m, at) => at), [..."abab".matchAll(/b/g)].map((m) => m.index));
