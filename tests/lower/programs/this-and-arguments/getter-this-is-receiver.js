const base = {
  get me() {
    return this;
  },
  set me(v) {
    this.stored = v;
  },
};
const o = Object.create(base);
console.log(o.me === o, base.me === base);
o.me = 4;
console.log(o.stored, base.stored, Object.keys(o));
