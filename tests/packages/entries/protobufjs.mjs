import protobuf from "protobufjs";
import light from "protobufjs/light.js";

const { root } = protobuf.parse('syntax = "proto3"; package p; enum K { A = 0; B = 1; } message M { string name = 1; repeated int64 ids = 2; map<string, K> kinds = 3; oneof x { bool y = 4; M child = 5; } }');
const M = root.lookupType("p.M");
const bytes = M.encode(M.fromObject({ name: "n", ids: [1, "9007199254740993"], kinds: { a: "B" }, child: { name: "c" } })).finish();
console.log(Buffer.from(bytes).toString("hex"), JSON.stringify(M.toObject(M.decode(bytes), { longs: String, enums: String, defaults: true })));
console.log(M.verify({ name: 3 }), new light.Type("T").add(new light.Field("f", 1, "uint32")).fieldsArray.length);
