// The body of an async function.
const a = Buffer.from("h\u00e9llo");
const b = Buffer.concat([a, Buffer.from("00ff", "hex"), Buffer.from("aGk=", "base64")]);
const c = Buffer.alloc(8, "ab");
c.writeUInt32BE(0xdeadbeef, 2);
return [a.toString("base64"), b.toString("hex"), b.length, a.slice(1, 3).toString("hex"), c.toString("hex"), c.readUInt16LE(2),
  c.readInt32BE(2), Buffer.isBuffer(b), a.equals(Buffer.from("h\u00e9llo")), b.indexOf("llo"), b.includes("zz"), JSON.stringify(Buffer.from([1, 2])),
  Buffer.byteLength("\u20ac"), Buffer.from("_-8", "base64").toString("hex"), Buffer.from([255, 254]).toString("latin1"), Buffer.compare(a, b),
  a instanceof Uint8Array, a.subarray(2) instanceof Buffer, Buffer.from("abc").fill("xy").toString()];
