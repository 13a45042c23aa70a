const log = [];
async function f(p) {
  try {
    log.push(await p);
    return "returned";
  } catch (e) {
    log.push(`caught ${e}`);
    return await Promise.resolve("from catch");
  } finally {
    await null;
    log.push("finally");
  }
}
(async () => {
  console.log(await f(Promise.resolve(1)), await f(Promise.reject("x")), log);
  const over = async () => {
    try {
      throw 1;
    } finally {
      return "override";
    }
  };
  console.log(await over());
  const rethrow = async () => {
    try {
      await Promise.reject("first");
    } finally {
      await Promise.reject("second");
    }
  };
  await rethrow().catch((e) => console.log(e));
})();
