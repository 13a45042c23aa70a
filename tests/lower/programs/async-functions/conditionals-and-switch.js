async function f(v) {
  if (await (v > 1)) {
    switch (await v) {
      case await 2:
        return "two";
      case 3:
        await null;
      case 4:
        return "three or four";
      default:
        break;
    }
  } else if (await (v === 1)) return "one";
  else return await "less";
  return "more";
}
(async () => {
  for (const v of [0, 1, 2, 3, 4, 5]) console.log(await f(v));
})();
