const o = {
  tag: "o",
  f(...args) {
    return [this?.tag, ...args].join();
  },
  get g() {
    console.log("get g");
    return { h: this.f, tag: "g" };
  },
};
const key = () => (console.log("key"), "f");
const self = () => (console.log("object"), o);
console.log(o.f(...[1, 2]), o["f"](...[3], 4), self()[key()](...[5]), self().g.h(...[6], ...[7]));
function loose() {
  return this === globalThis;
}
console.log(loose(...[1]), (0, o.f).length);
console.log(Math.max(...[1, 5, 3], ...[9]), String.fromCharCode(...[104, 105]));
