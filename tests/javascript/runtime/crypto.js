// The body of an async function.
const { createHash, randomUUID, randomBytes } = require("crypto");
return [createHash("md5").update("a").update(Buffer.from("b")).digest("hex"), createHash("sha256").update("x").digest("base64"),
  createHash("sha1").digest().length, /^[0-9a-f-]{36}$/.test(randomUUID()), randomBytes(5).length];
