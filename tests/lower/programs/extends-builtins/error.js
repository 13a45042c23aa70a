class MyError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
  get name() { return "MyError"; }
  describe() { return `${this.code}: ${this.message}`; }
}
class Deeper extends MyError {}
for (const E of [MyError, Deeper]) {
  try {
    throw new E("broken", 7);
  } catch (e) {
    console.log(e instanceof E, e instanceof MyError, e instanceof Error, e.message, e.name, e.describe(), String(e), typeof e.stack, Object.keys(e), Object.prototype.toString.call(e));
  }
}
class T extends TypeError { name = "T"; }
console.log(new T("m") instanceof TypeError, `${new T("m")}`, new Error("x", { cause: 1 }).cause, new (class extends Error {})("m", { cause: 2 }).cause);
