const log = [];
const k = (n) => (log.push(n), n);
function f({ [k("a")]: x = k("dx"), [k("b")]: y = k("dy"), ...rest }) {
  return [x, y, rest];
}
console.log(JSON.stringify(f({ a: 1, c: 3 })), log);
