import events from "events/events.js";
import { Buffer, SlowBuffer } from "buffer/index.js";

const { EventEmitter, once } = events;
const emitter = new EventEmitter();
emitter.prependListener("x", () => console.log("first"));
emitter.once("x", (a, b) => console.log("once", a, b));
emitter.emit("x", 1, 2);
once(emitter, "x").then((values) => console.log("awaited", values));
console.log(emitter.emit("x", 3), emitter.listenerCount("x"), emitter.eventNames());
const bytes = Buffer.concat([Buffer.from("héllo"), Buffer.alloc(2, 1)]);
console.log(bytes.toString("base64"), bytes.readUInt16BE(1), bytes.equals(Buffer.from("68c3a96c6c6f0101", "hex")), typeof SlowBuffer);
