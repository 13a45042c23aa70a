const o = { m() {}, get g() { return 1; }, async a() {}, *gen() {} };
const getter = Object.getOwnPropertyDescriptor(o, "g").get;
for (const f of [o.m, getter, o.a, o.gen]) {
  try {
    new f();
    console.log("made");
  } catch (e) {
    console.log(e.name);
  }
}
