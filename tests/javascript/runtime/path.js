// The body of an async function.
const { posix, win32 } = require("path");
const all = ["/a/b/../c", "a//b/./c/", "..", "", "/", "a.b.c", ".x", "a.", "../../x/", "/a/..", "x/y.tar.gz"];
return all.map((one) => [posix.normalize(one), posix.dirname(one), posix.basename(one),
  posix.extname(one), posix.isAbsolute(one), posix.join(one, "../q"), posix.resolve("/r", one),
  posix.relative("/r/s", posix.resolve("/r", one)), posix.parse(one), posix.format(posix.parse(one))])
  .concat([win32.join("a", "b"), win32.basename("C:\\x\\y.js"), posix.basename("a.js", ".js")]);
