const log = [];
class A {
  static a = log.push("a");
  static {
    log.push(`block ${this === A} ${this.a}`);
    this.b = "from block";
  }
  static c = log.push(`c ${this.b}`);
  static {
    log.push("second");
  }
}
console.log(log);
