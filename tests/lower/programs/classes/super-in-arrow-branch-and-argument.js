class A {
  constructor(v) {
    this.v = v;
  }
}
class B extends A {
  constructor(how) {
    if (how === "arrow") (() => super("arrow"))();
    else if (how === "nested") (() => (() => super("nested"))())();
    else if (how === "conditional") how ? super("conditional") : 0;
    else if (how === "argument") console.log("argument", typeof super("argument"));
    else if (how === "and") how && super("and");
    else if (how === "try") {
      try {
        super("try");
      } finally {
        console.log("finally", this.v);
      }
    } else if (how === "loop") {
      for (let i = 0; ; i++) {
        if (i === 2) {
          super(`loop${i}`);
          break;
        }
      }
    } else if (how === "property") super("property").extra = 1;
    else if (how === "late") {
      const f = () => this.v;
      super("late");
      console.log(f());
    } else super(...[how, 1]);
  }
}
for (const how of ["arrow", "nested", "conditional", "argument", "and", "try", "loop", "property", "late", "spread"]) {
  const b = new B(how);
  console.log(how, { ...b }, b instanceof B);
}
