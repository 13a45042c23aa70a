class A {
  #constructor2 = 1;
  #class = 2;
  #await = 3;
  #\u0061bc = 4;
  #ünï = 5;
  sum() { return this.#constructor2 + this.#class + this.#await + this.#abc + this.#ünï; }
}
console.log(new A().sum());
