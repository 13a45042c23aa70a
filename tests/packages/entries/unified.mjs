import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

async function main() {
  const file = await unified().use(remarkParse).use(() => (tree) => { tree.children[0].depth = 3; }).use(remarkRehype).use(rehypeStringify).process("# Hi *you* & co\n\n1. a\n   - b\n\n`c` ![d](e.png 'f') &copy;");
  console.log(String(file), file.messages.length);
}

main();
