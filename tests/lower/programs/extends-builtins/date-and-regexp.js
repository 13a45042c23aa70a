class D extends Date {
  iso() { return this.toISOString(); }
}
console.log(new D(0).iso(), new D(2020, 0).getFullYear(), new D(0) instanceof Date);
class R extends RegExp {
  exec(s) {
    const m = super.exec(s);
    if (m) m.extra = "extra";
    return m;
  }
  test2(s) { return this.test(s); }
}
const r = new R("b+", "g");
console.log(r.exec("abbc").extra, r.test2("abb"), "abbab".replace(r, "x"), r.flags, r instanceof R, "abb".split(new R("a")).length);
