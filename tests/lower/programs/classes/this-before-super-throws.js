class A {}
const attempts = [
  class extends A { constructor() { this.x = 1; super(); } },
  class extends A { constructor() {} },
  class extends A { constructor() { return this; } },
  class extends A { constructor() { (() => this)(); super(); } },
  class extends A { constructor() { super.toString(); super(); } },
  class extends A { constructor() { super(); super(); } },
  class extends A { constructor() { const f = () => super(); f(); this.ok = true; } },
  class extends A { constructor() { typeof this; super(); } },
  class extends A { constructor(c) { if (c) super(); } },
  class extends A { constructor(c) { try { this.x; } catch (e) { super(); this.caught = e.name; } } },
];
for (const C of attempts) {
  try {
    console.log("made", JSON.stringify(new C()));
  } catch (e) {
    console.log(e.name);
  }
}
console.log(new attempts[8](true) instanceof A);
