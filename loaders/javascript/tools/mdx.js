// MDX 3: a document as a module that exports a component.
import { compile } from "@mdx-js/mdx";
import { withOptions } from "./documents.js";

export function compilerOf(remark, rehype, recma) {
  return async function render(source, path, options) {
    try {
      const file = await compile({ value: source, path }, {
        ...options,
        remarkPlugins: withOptions(remark),
        rehypePlugins: withOptions(rehype),
        recmaPlugins: withOptions(recma),
      });
      return { code: String(file), warnings: file.messages.map((one) => ({
        message: one.reason, line: one.line, column: one.column })) };
    } catch (error) {
      throw Object.assign(new SyntaxError(error.reason || error.message), {
        line: error.line ?? error.place?.line ?? error.place?.start?.line,
        column: error.column ?? error.place?.column ?? error.place?.start?.column });
    }
  };
}
