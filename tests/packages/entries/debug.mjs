import debug from "debug";

const lines = [];
debug.log = (...parts) => lines.push(parts.map((part) => String(part).replace(/^.*? app/, "app").replace(/\s*\+\d+ms|\x1b\[[\d;]*m|%c/g, "").trim())[0]);
debug.enable("app:*,-app:quiet");
const loud = debug("app:loud");
loud("hello");
debug("app:quiet")("nothing");
console.log(loud.enabled, debug.enabled("app:quiet"), debug.enabled("other"), loud.extend("more").namespace, lines.length, debug.disable());
