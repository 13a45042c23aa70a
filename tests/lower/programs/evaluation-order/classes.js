const log = [];
const t = (n, v = n) => (log.push(n), v);
class A extends t("heritage", Object) {
  [t("m1")]() {}
  static [t("s1")] = t("static value 1");
  [t("f1")] = t("field value");
  static { t("block"); }
  [t("m2")]() {}
  static [t("s2")] = t("static value 2");
  constructor(x = t("parameter")) {
    t("before super");
    super();
    t("after super");
  }
}
log.push("|");
new A();
console.log(log.join(", "));
