import { DOMSerializer, Fragment, Node, Schema, Slice } from "prosemirror-model";

const schema = new Schema({ nodes: { doc: { content: "block+" }, paragraph: { group: "block", content: "text*", toDOM: () => ["p", 0] }, heading: { group: "block", content: "text*", attrs: { level: { default: 1 } } }, text: {} }, marks: { em: {} } });
const doc = Node.fromJSON(schema, { type: "doc", content: [{ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Title" }] }, { type: "paragraph", content: [{ type: "text", text: "some ", marks: [{ type: "em" }] }, { type: "text", text: "text" }] }] });
doc.check();
console.log(doc.toString(), doc.resolve(10).parent.type.name, doc.replace(3, 11, Slice.empty).toString(), doc.eq(doc.copy(doc.content)));
console.log(Fragment.from(schema.text("x")).size, DOMSerializer.fromSchema(schema).nodes.paragraph !== undefined, doc.textBetween(0, doc.content.size, "|"));
