(async () => {
  console.log(await 1, await undefined, await "s", await null);
  console.log(await { then(ok) { setTimeout(ok, 1, "later"); } });
  try {
    await { then(ok, fail) { fail("refused"); } };
  } catch (e) {
    console.log(e);
  }
  try {
    await { get then() { throw "getter"; } };
  } catch (e) {
    console.log(e);
  }
  console.log(await { then: 5 }, await (await Promise.resolve(Promise.resolve("flat"))));
})();
