const log = [];
const o = {
  id: "o",
  run() {
    [1].forEach(() => {
      log.push(this.id);
      [2].forEach(function () {
        log.push(this === globalThis);
        [3].forEach(() => log.push(this === globalThis));
      });
      const p = { id: "p", m() { return [4].map(() => this.id)[0]; } };
      log.push(p.m());
    });
  },
};
o.run();
console.log(log);
