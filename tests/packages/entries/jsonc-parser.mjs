import * as jsonc from "jsonc-parser";

const text = '{ // note\n  "a": [1, 2,], "b": {"c": null} }';
const errors = [];
console.log(jsonc.parse(text, errors, { allowTrailingComma: true }), errors.length, jsonc.findNodeAtLocation(jsonc.parseTree(text), ["a", 1]).value);
console.log(jsonc.applyEdits(text, jsonc.modify(text, ["b", "d"], [true], { formattingOptions: { insertSpaces: true, tabSize: 2 } })), jsonc.stripComments(text).length);
