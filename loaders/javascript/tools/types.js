// TypeScript without its types, at the same places: they become spaces.
//
// For modules with runes, whose compiler reads JavaScript only. What TypeScript adds beside
// types (enums, namespaces, parameter properties) has no JavaScript of the same length.
import { parse } from "svelte/compiler";

const OPEN = '<script module lang="ts">';

export function withoutTypes(source) {
  const tree = parse(OPEN + source + "\n</script>", { modern: true });
  const text = Array.from({ length: source.length }, (_, i) => source[i]);

  function blank(from, to) {
    for (let i = from - OPEN.length; i < to - OPEN.length; i++) {
      if (text[i] !== "\n" && text[i] !== "\r") text[i] = " ";
    }
  }
  function refuse(node, what) {
    throw Object.assign(new SyntaxError(`${what} have no JavaScript to become here`), {
      start: { line: node.loc.start.line,
        column: node.loc.start.column - (node.loc.start.line === 1 ? OPEN.length : 0) },
    });
  }
  // A statement that vanishes leaves `;`, so that the lines around it do not become one.
  function vanish(node) {
    blank(node.start, node.end);
    text[node.start - OPEN.length] = ";";
  }
  function before(position, word) {
    const found = source.lastIndexOf(word, position - OPEN.length);
    if (found >= 0) blank(found + OPEN.length, found + OPEN.length + word.length);
  }

  const open = [tree.module.content];
  while (open.length) {
    const node = open.pop();
    switch (node.type) {
      case "TSInterfaceDeclaration": case "TSTypeAliasDeclaration": case "TSDeclareFunction":
      case "TSAbstractMethodDefinition":
        vanish(node);
        continue;
      case "TSEnumDeclaration":
        if (!node.declare) refuse(node, "enums");
        vanish(node);
        continue;
      case "TSModuleDeclaration":
        if (!node.declare) refuse(node, "namespaces");
        vanish(node);
        continue;
      case "TSParameterProperty":
        refuse(node, "parameter properties");
        break;
      case "TSTypeAnnotation": {
        // `a?: T` and `a!: T`
        const mark = source.slice(0, node.start - OPEN.length).trimEnd().length - 1;
        if (source[mark] === "?" || source[mark] === "!") text[mark] = " ";
        blank(node.start, node.end);
        continue;
      }
      case "TSTypeParameterDeclaration": case "TSTypeParameterInstantiation":
        blank(node.start, node.end);
        continue;
      case "TSAsExpression": case "TSSatisfiesExpression": {
        // What is before the word may end in a parenthesis, which belongs to no node.
        const word = node.type === "TSAsExpression" ? "as" : "satisfies";
        const at = source.lastIndexOf(word, node.typeAnnotation.start - OPEN.length);
        blank(at + OPEN.length, node.end);
        open.push(node.expression);
        continue;
      }
      case "TSNonNullExpression":
        blank(node.end - 1, node.end);
        open.push(node.expression);
        continue;
      case "TSTypeAssertion":
        blank(node.start, node.expression.start);
        open.push(node.expression);
        continue;
      case "ImportDeclaration": case "ExportNamedDeclaration": case "ExportAllDeclaration": {
        const kind = node.importKind || node.exportKind;
        const inner = node.declaration?.type || "";
        if (kind === "type" || inner === "TSInterfaceDeclaration" ||
          inner === "TSTypeAliasDeclaration" || node.declaration?.declare) {
          vanish(node);
          continue;
        }
        for (const one of node.specifiers || []) {
          if ((one.importKind || one.exportKind) !== "type") continue;
          const after = /^\s*,/.exec(source.slice(one.end - OPEN.length));
          blank(one.start, one.end + (after ? after[0].length : 0));
        }
        break;
      }
      case "VariableDeclaration": case "ClassDeclaration":
        if (node.declare) {
          vanish(node);
          continue;
        }
        if (node.abstract) before(node.body.start, "abstract");
        if (node.implements?.length) {
          before(node.implements[0].start, "implements");
          blank(node.implements[0].start, node.implements[node.implements.length - 1].end);
        }
        break;
      case "PropertyDefinition": case "MethodDefinition": {
        if (node.declare || node.abstract) {
          vanish(node);
          continue;
        }
        const head = source.slice(node.start - OPEN.length, node.key.start - OPEN.length);
        for (const word of head.matchAll(/\b(public|private|protected|readonly|override)\b/g)) {
          blank(node.start + word.index, node.start + word.index + word[0].length);
        }
        break;
      }
      case "Identifier":
        if (node.optional) {
          const mark = source.indexOf("?", node.start - OPEN.length);
          if (mark >= 0 && mark < node.end - OPEN.length + 1) text[mark] = " ";
        }
        break;
    }
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (key === "implements") continue;
      if (Array.isArray(value)) {
        for (const one of value) if (one && typeof one.type === "string") open.push(one);
      } else if (value && typeof value === "object" && typeof value.type === "string") open.push(value);
    }
  }
  return text.join("");
}
