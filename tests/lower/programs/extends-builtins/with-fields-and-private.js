class Stack extends Array {
  #pushes = 0;
  label = "stack";
  push(...a) { this.#pushes += a.length; return super.push(...a); }
  get pushes() { return this.#pushes; }
}
const s = new Stack();
s.push(1, 2);
s.push(3);
console.log(s.pushes, s.length, s.label, s.slice(1) instanceof Stack, Object.keys(s));
