function* g() {}
const o = { *m() {} };
class C {
  *m() {}
}
for (const f of [g, o.m, C.prototype.m]) {
  try {
    new f();
    console.log("made");
  } catch (e) {
    console.log(e.name);
  }
}
