const rs = [];
for (let i = 0; i < 3; i++) {
  const r = /./gu;
  r.exec("ab");
  rs.push(r.lastIndex, r);
}
console.log(rs[0], rs[2], rs[4], rs[1] === rs[3]);
const f = () => /(?<n>x)/y;
console.log(f() === f(), f() instanceof RegExp, f().lastIndex);
