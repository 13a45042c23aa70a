let C = class { v() { return 0; } };
for (let i = 1; i <= 5; i++) {
  C = class extends C {
    v() { return super.v() * 2 + i; }
    static depth = i;
    static up() { return this === C ? i : i + super.up(); }
  };
}
console.log(new C().v(), C.depth, C.up());
