import * as yaml from "js-yaml";

console.log(yaml.load("a: &x [1, 0x10, 1.5]\nb: *x\nc: |\n  text\n  more\nd: {e: null, f: ~}\ng: 2001-12-14"));
console.log(yaml.dump({ a: ["x: y", true, "true"], b: { c: "multi\nline" } }, { indent: 4, sortKeys: true }));
try { yaml.load("a: [1,"); } catch (error) { console.log(error.reason, error.mark.line); }
