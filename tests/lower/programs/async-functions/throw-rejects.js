async function f(how) {
  if (how === "throw") throw new RangeError("thrown");
  if (how === "await") await Promise.reject(new SyntaxError("awaited"));
  if (how === "return") return Promise.reject(new EvalError("returned"));
  if (how === "reference") return undefinedName;
}
(async () => {
  for (const how of ["throw", "await", "return", "reference"]) {
    await f(how).catch((e) => console.log(how, e.name));
  }
})();
