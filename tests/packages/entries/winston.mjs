import { Writable } from "node:stream";
import winston from "winston";

const lines = [];
const stream = new Writable({ write: (chunk, encoding, done) => { lines.push(String(chunk).trim()); done(); } });
const logger = winston.createLogger({ level: "info", format: winston.format.combine(winston.format.label({ label: "L" }), winston.format.splat(), winston.format.json()), transports: [new winston.transports.Stream({ stream })] });
logger.info("hello %s", "you", { n: 1 });
logger.debug("hidden");
logger.child({ id: 7 }).error(new Error("broken").message);
logger.on("finish", () => setImmediate(() => console.log(lines)));
logger.end();
