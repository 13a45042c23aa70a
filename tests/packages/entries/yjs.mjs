import * as Y from "yjs";

const [left, right] = [new Y.Doc({ guid: "l" }), new Y.Doc({ guid: "r" })];
left.clientID = 1;
right.clientID = 2;
left.getText("t").insert(0, "hello");
Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
right.getText("t").insert(5, " world", { bold: true });
left.getText("t").insert(0, ">> ");
left.getMap("m").set("list", Y.Array.from([1, 2]));
Y.applyUpdate(left, Y.encodeStateAsUpdate(right, Y.encodeStateVector(left)));
Y.applyUpdate(right, Y.encodeStateAsUpdate(left, Y.encodeStateVector(right)));
console.log(left.getText("t").toDelta(), JSON.stringify(left.toJSON()), right.getText("t").toString() === left.getText("t").toString());
