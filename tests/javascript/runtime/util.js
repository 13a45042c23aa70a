// The body of an async function.
const util = require("util");
return [util.format("%s %d %j %% %o", "a", 1.5, { b: [1] }, 1), util.format("x", "y", 2), util.inspect({ a: [1, { b: "c" }], d: null }),
  util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.types.isRegExp(/x/), util.inspect("it")];
