import { minify } from "terser";

async function main() {
  const made = await minify({ "a.js": "function longName(argument) { if (argument) { return longName(argument - 1) + 1 } else { return 0 } }\nconsole.log(longName(3), DEBUG && x)" }, { toplevel: true, sourceMap: { filename: "a.min.js" }, compress: { global_defs: { DEBUG: false } }, mangle: { properties: { regex: /^_/ } } });
  console.log(made.code);
  console.log(made.map);
  console.log(await minify("let a = ;").catch((error) => `${error.message} ${error.line}:${error.col}`));
}

main();
