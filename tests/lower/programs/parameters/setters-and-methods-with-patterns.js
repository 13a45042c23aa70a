const log = [];
const o = {
  set v([a, { b = "d" } = {}]) {
    log.push(a, b);
  },
  m({ x, y = x } = { x: 1 }, ...z) {
    return [x, y, z.length];
  },
};
o.v = [1];
o.v = [2, { b: 3 }];
console.log(log, o.m(), o.m({ x: 5 }, 1, 2));
class C {
  static set v({ length }) {
    log.push(length);
  }
  constructor(a = 1, { b } = {}, ...c) {
    Object.assign(this, { a, b, c });
  }
}
C.v = "four";
console.log(log.pop(), { ...new C() }, { ...new C(2, { b: 3 }, 4) });
