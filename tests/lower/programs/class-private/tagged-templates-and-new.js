class A {
  #tag(s, ...v) { return s.raw.join("|") + v.join() + (this instanceof A); }
  #C = class { constructor(x) { this.x = x; } };
  run() { return [this.#tag`a${1}b`, new this.#C(5).x]; }
}
console.log(new A().run());
