import * as pako from "pako";

const bytes = new TextEncoder().encode("hello hello hello hello ".repeat(20));
const packed = pako.deflate(bytes, { level: 9 });
console.log(packed.length, new TextDecoder().decode(pako.inflate(packed)).length, pako.gzip(bytes)[0], Buffer.from(pako.deflateRaw(bytes)).toString("hex"));
const inflator = new pako.Inflate();
inflator.push(packed.subarray(0, 10), false);
inflator.push(packed.subarray(10), true);
console.log(inflator.err, inflator.result.length);
