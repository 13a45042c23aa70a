class P {
  constructor(...args) {
    this.args = args;
    this.target = new.target.name;
  }
}
class Q extends P {}
console.log(new P(...[1, 2]).args, new Q(0, ...[1], 2).args, new Q(...[]).target);
console.log(new Date(...[2020, 0, 15]).getFullYear(), new Array(...[3]).length, new Array(...[1, 2]));
const ns = { P };
console.log(new ns.P(...["x"]).args, new (class { constructor(a) { this.a = a; } })(...["y"]).a);
console.log(Object.keys(new (Object.bind(null))(...[{ k: 1 }])));
