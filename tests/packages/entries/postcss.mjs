import postcss from "postcss";

async function main() {
  const plugin = { postcssPlugin: "vars", Declaration: (node) => { if (node.value.includes("$x")) node.value = node.value.replace("$x", "1px"); }, AtRule: { nope: (rule) => rule.remove() } };
  const made = await postcss([plugin]).process("a { b: $x; @nope; c: d }\n/* e */ @media (f) { g > h {} }", { from: "in.css", to: "out.css", map: { inline: false } });
  console.log(made.css, JSON.stringify(made.map.toJSON()));
  try { postcss.parse("a {"); } catch (error) { console.log(error.name, error.reason, error.line); }
}

main();
