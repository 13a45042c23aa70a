class Failed extends Error {
  constructor(attempts, ...rest) {
    super(...rest);
    this.attempts = attempts;
  }
  get name() { return "Failed"; }
}
async function retry(f, { times = 3, wait = (n) => n } = {}) {
  let last;
  for (let attempt = 1; attempt <= times; attempt++) {
    try {
      return await f(attempt);
    } catch (e) {
      if (e?.fatal) throw e;
      last = e;
      await new Promise((ok) => setTimeout(ok, wait(attempt)));
    } finally {
      log.push(`attempt ${attempt}`);
    }
  }
  throw new Failed(times, last?.message ?? "none", { cause: last });
}
const log = [];
(async () => {
  console.log(await retry(async (n) => { if (n < 3) throw new Error("no"); return `ok ${n}`; }));
  for (const options of [{ times: 2 }, undefined]) {
    try {
      await retry(() => { throw Object.assign(new Error("always"), { fatal: !options }); }, options);
    } catch (e) {
      console.log(e.name, e.message, e.attempts, e.cause?.message, e instanceof Failed);
    }
  }
  console.log(log);
})();
