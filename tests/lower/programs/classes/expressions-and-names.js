const A = class {};
const B = class Inner {
  static self() { return Inner; }
  name() { return Inner.name; }
};
const [C = class {}] = [];
const o = { D: class {}, ["E" + 1]: class {}, F: class G {} };
let H;
H = class {};
console.log(A.name, B.name, B.self() === B, new B().name(), typeof Inner, C.name, o.D.name, o.E1.name, o.F.name, H.name);
console.log(JSON.stringify((class {}).name), [class {}][0].name === "", (() => class {})().name === "");
