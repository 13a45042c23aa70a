// The body of an async function.
const EventEmitter = require("events");
class Own extends EventEmitter {}
const own = new Own(), seen = [];
own.on("a", (x) => seen.push(x)).once("a", (x) => seen.push(["once", x])).prependListener("a", (x) => seen.push(["first", x]));
return [own.emit("a", 1), own.emit("a", 2), own.emit("b"), seen, own.listenerCount("a"), own.eventNames()];
