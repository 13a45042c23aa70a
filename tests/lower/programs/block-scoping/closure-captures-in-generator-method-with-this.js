const o = {
  base: 100,
  *items() {
    for (let i = 0; i < 2; i++) {
      const add = () => this.base + i;
      yield add;
      yield arguments.length + add();
    }
  },
};
console.log([...o.items(1, 2)].map((v) => (typeof v === "function" ? v() : v)));
